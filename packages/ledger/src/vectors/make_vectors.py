"""Writes vectors.json: what the ledger must compute, computed here by other means.

Standard library only, and nothing of the ledger is read: trees are hashed by the recursive definitions of RFC 6962,
signatures made by the formulas of RFC 8032, formats put together as the C2SP documents say. Run it again after a
change: python3 make_vectors.py > vectors.json
"""

import base64
import hashlib
import json

# --- RFC 6962, section 2.1


def sha(data):
    return hashlib.sha256(data).digest()


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(d):
    if not d:
        return sha(b"")
    if len(d) == 1:
        return sha(b"\x00" + d[0])
    k = split(len(d))
    return sha(b"\x01" + mth(d[:k]) + mth(d[k:]))


def path(m, d):
    if len(d) == 1:
        return []
    k = split(len(d))
    if m < k:
        return path(m, d[:k]) + [mth(d[k:])]
    return path(m - k, d[k:]) + [mth(d[:k])]


def subproof(m, d, whole):
    if m == len(d):
        return [] if whole else [mth(d)]
    k = split(len(d))
    if m <= k:
        return subproof(m, d[:k], whole) + [mth(d[k:])]
    return subproof(m - k, d[k:], False) + [mth(d[:k])]


# --- RFC 8032, section 5.1: Ed25519 in affine coordinates, slow and plain

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
BASE = (
    15112221349535400772501151409588531511454012693041857206046113283949847762202,
    46316835694926478169428394003475163141307993866256225615783033603165251855960,
)


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    t = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + t, P - 2, P) % P
    y = (y1 * y2 + x1 * x2) * pow(1 - t, P - 2, P) % P
    return x, y


def times(k, point):
    result = (0, 1)
    while k:
        if k & 1:
            result = add(result, point)
        point = add(point, point)
        k >>= 1
    return result


def encode(point):
    x, y = point
    return (y | (x & 1) << 255).to_bytes(32, "little")


def h512(data):
    return int.from_bytes(hashlib.sha512(data).digest(), "little")


def ed25519(seed, message):
    h = hashlib.sha512(seed).digest()
    a = (int.from_bytes(h[:32], "little") & (2**254 - 8)) | 2**254
    public = encode(times(a, BASE))
    r = h512(h[32:] + message) % L
    commitment = encode(times(r, BASE))
    s = (r + h512(commitment + public + message) * a) % L
    return public, commitment + s.to_bytes(32, "little")


# --- C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-tiles


def b64(data):
    return base64.b64encode(data).decode()


def key_id(name, kind, key):
    return sha(name.encode() + b"\n" + bytes([kind]) + key)[:4]


def vkey(name, kind, key):
    return f"{name}+{key_id(name, kind, key).hex()}+{b64(bytes([kind]) + key)}"


def line(name, kind, key, signature):
    return f"\u2014 {name} {b64(key_id(name, kind, key) + signature)}\n"


def short(text):
    return bytes([len(text)]) + text.encode()


def tile_path(level, number, width=256):
    groups = []
    while True:
        groups.insert(0, f"{number % 1000:03d}")
        number //= 1000
        if number == 0:
            break
    groups = ["x" + g for g in groups[:-1]] + groups[-1:]
    return f"tile/{level}/" + "/".join(groups) + (f".p/{width}" if width < 256 else "")


def tiles(size, hashes):
    """Every tile of a tree of this size, as the definition lists them: its path and SHA-256 of its bytes."""
    found = []
    level, row = 0, hashes
    while row:
        for n in range(0, len(row), 256):
            part = row[n : n + 256]
            found.append([tile_path(level, n // 256, len(part)), sha(b"".join(part)).hex()])
        full = [row[n : n + 256] for n in range(0, len(row) - 255, 256)]
        row = [perfect(part) for part in full]
        level += 1
    return found


def perfect(hashes):
    while len(hashes) > 1:
        hashes = [sha(b"\x01" + hashes[n] + hashes[n + 1]) for n in range(0, len(hashes), 2)]
    return hashes[0]


# --- Safeward's own leaf


def part(salt, name, text):
    digest = sha(f"{salt}\n{name}\n{text}".encode())
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def main():
    entries = [f"entry {n}".encode() for n in range(40)]
    origin = "log.example/safeward/1"
    seed = bytes(range(32))
    text = f"{origin}\n40\n{b64(mth(entries))}\n"
    public, signature = ed25519(seed, text.encode())
    time = 1_790_000_000
    witness = "witness.example/w1"
    witness_seed = bytes(range(1, 33))
    cosigned = f"cosignature/v1\ntime {time}\n{text}".encode()
    witness_key, cosignature = ed25519(witness_seed, cosigned)
    note = (
        text
        + "\n"
        + line(origin, 1, public, signature)
        + line(witness, 4, witness_key, time.to_bytes(8, "big") + cosignature)
    )
    mldsa_key = bytes(n % 251 for n in range(1312))
    mldsa_message = (
        b"subtree/v1\n\0"
        + short(witness)
        + time.to_bytes(8, "big")
        + short(origin)
        + bytes(8)
        + (40).to_bytes(8, "big")
        + mth(entries)
    )
    salts = {"content": "A" * 22, "people": "abcdefghijklmnopqrstuv"}
    parts = {"content": 'h\u00e9 \U0001f600\n"quoted"', "people": '{"actor":"u1"}'}
    leaf = {
        "commitments": {name: part(salts[name], name, parts[name]) for name in parts},
        "practice": "sha256:" + "ab" * 32,
        "record": "dec_01hzy3v7q8r9s0t1u2v3w4x5y6",
        "time": "2026-11-24T10:00:00.000Z",
        "type": "decision",
    }
    entry = json.dumps(leaf, separators=(",", ":"), sort_keys=True)
    many = [sha(b"\x00" + str(n).encode()) for n in range(70_000)]
    vectors = {
        "roots": [mth(entries[:n]).hex() for n in range(len(entries) + 1)],
        "inclusion": [
            {"index": m, "size": n, "proof": [h.hex() for h in path(m, entries[:n])]}
            for n in range(1, 41, 3)
            for m in range(n)
        ],
        "consistency": [
            {"from": m, "to": n, "proof": [h.hex() for h in subproof(m, entries[:n], True)]}
            for n in range(1, 41, 3)
            for m in range(1, n + 1)
        ],
        "paths": [
            [*name, tile_path(*name)]
            for name in [(0, 0, 256), (0, 5, 1), ("entries", 999, 256), (2, 1000, 17), (1, 1_234_067, 256)]
        ],
        "tiles": {"size": len(many), "tiles": tiles(len(many), many)},
        "bundle": {
            "entries": ["", "a", "xyz" * 100],
            "bytes": b"".join(
                len(e).to_bytes(2, "big") + e for e in [b"", b"a", b"xyz" * 100]
            ).hex(),
        },
        "checkpoint": {
            "origin": origin,
            "seed": seed.hex(),
            "vkey": vkey(origin, 1, public),
            "witness_seed": witness_seed.hex(),
            "witness_vkey": vkey(witness, 4, witness_key),
            "time": time,
            "note": note,
        },
        "mldsa": {
            "key": b64(mldsa_key),
            "vkey": vkey(witness, 6, mldsa_key),
            "name": witness,
            "message": mldsa_message.hex(),
        },
        "leaf": {"salts": salts, "parts": parts, "entry": entry, "hash": sha(b"\x00" + entry.encode()).hex()},
    }
    print(json.dumps(vectors))


main()
