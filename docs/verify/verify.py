#!/usr/bin/env python3
"""Verifies what a Safeward server says of one decision, in another language and with nothing of Safeward's.

    python3 verify.py http://127.0.0.1:8080 KEY DECISION [EARLIER_CHECKPOINT_FILE]

Standard library and the command `openssl` only. It fetches the log's verifier keys, its checkpoint, tiles and the
proof, and says what holds: the Ed25519 signature (by openssl), the ML-DSA-44 signature where openssl knows it (3.5
and later), the leaf's inclusion, the commitments to the parts, and, given an earlier checkpoint, that the log goes on
from it. Formats: RFC 6962, C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-tiles, tlog-proof.
"""

import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

ED25519_SPKI = bytes.fromhex("302a300506032b6570032100")
MLDSA44_SPKI = bytes.fromhex("30820532300b06096086480165030403110382052100")


def sha(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha(b"\x01" + left + right)


def fetch(url, key=None):
    request = urllib.request.Request(url, headers={"authorization": f"Bearer {key}"} if key else {})
    with urllib.request.urlopen(request) as response:
        return response.read()


def must(holds, what):
    print(f"{'ok  ' if holds else 'FAIL'} {what}")
    if not holds:
        sys.exit(3)


# --- signatures


def openssl_verifies(spki, message, signature):
    """True, False, or None where openssl does not know the algorithm."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("key.der", "key.pem", "message", "signature")]
        for path, data in zip(paths, (spki, b"", message, signature)):
            with open(path, "wb") as file:
                file.write(data)
        read = subprocess.run(
            ["openssl", "pkey", "-pubin", "-inform", "DER", "-in", paths[0], "-out", paths[1]], capture_output=True
        )
        if read.returncode != 0:
            return None
        ran = subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", paths[1], "-in", paths[2], "-sigfile", paths[3]],
            capture_output=True,
        )
        return ran.returncode == 0


def parse_vkey(line):
    name, key_id, encoded = line.split("+", 2)
    raw = base64.b64decode(encoded)
    must(sha(name.encode() + b"\n" + raw)[:4].hex() == key_id, f"the key {key_id} has the id that it says")
    return {"name": name, "id": key_id, "kind": raw[0], "key": raw[1:]}


def open_checkpoint(text, keys):
    body, signatures = text.split("\n\n", 1)
    body += "\n"
    origin, size, root = body.split("\n")[:3]
    root = base64.b64decode(root)
    good = 0
    for line in signatures.strip().split("\n"):
        dash, name, encoded = line.split(" ")
        raw = base64.b64decode(encoded)
        for key in keys:
            if key["name"] != name or key["id"] != raw[:4].hex() or dash != "\u2014":
                continue
            if key["kind"] == 1:
                holds = openssl_verifies(ED25519_SPKI + key["key"], body.encode(), raw[4:])
                must(holds, f"the Ed25519 signature of {name} under {size} leaves")
                good += 1
            elif key["kind"] == 6:
                time = raw[4:12]
                message = b"subtree/v1\n\0" + short(name) + time + short(origin) + bytes(8)
                message += int(size).to_bytes(8, "big") + root
                holds = openssl_verifies(MLDSA44_SPKI + key["key"], message, raw[12:])
                if holds is None:
                    print("     the ML-DSA-44 signature is not checked: this openssl does not know it (3.5 does)")
                else:
                    must(holds, f"the ML-DSA-44 signature of {name} under {size} leaves")
    must(good > 0, "the checkpoint is signed by a key of the log")
    return {"origin": origin, "size": int(size), "root": root}


def short(text):
    return bytes([len(text)]) + text.encode()


# --- RFC 9162, sections 2.1.3.2 and 2.1.4.2


def included(leaf_hash, index, size, proof, root):
    fn, sn, r = index, size - 1, leaf_hash
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistent(first, first_root, second, second_root, proof):
    if first == second:
        return not proof and first_root == second_root
    if first & (first - 1) == 0:
        proof = [first_root] + proof
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = proof[0]
    for c in proof[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == second_root


# --- a consistency proof, from the leaf hashes in the tiles of level 0


def leaf_hashes(base, size):
    hashes = []
    for number in range(0, (size + 255) // 256):
        width = min(256, size - number * 256)
        groups = []
        n = number
        while True:
            groups.insert(0, f"{n % 1000:03d}")
            n //= 1000
            if n == 0:
                break
        path = "/".join(["x" + g for g in groups[:-1]] + groups[-1:]) + (f".p/{width}" if width < 256 else "")
        try:
            tile = fetch(f"{base}/log/tile/0/{path}")
        except urllib.error.HTTPError:
            # A partial tile may be gone when the full one is there, which begins with it.
            tile = fetch(f"{base}/log/tile/0/{path.split('.p/')[0]}")
        hashes += [tile[i : i + 32] for i in range(0, width * 32, 32)]
    return hashes


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(d):
    return d[0] if len(d) == 1 else node(mth(d[: split(len(d))]), mth(d[split(len(d)) :]))


def subproof(m, d, whole):
    if m == len(d):
        return [] if whole else [mth(d)]
    k = split(len(d))
    if m <= k:
        return subproof(m, d[:k], whole) + [mth(d[k:])]
    return subproof(m - k, d[k:], False) + [mth(d[:k])]


def main():
    base, key, decision = sys.argv[1:4]
    keys = [parse_vkey(line) for line in fetch(f"{base}/log/vkey").decode().split("\n") if line]
    evidence = json.loads(fetch(f"{base}/v1/evidence/{decision}", key))
    for record in evidence["records"]:
        head, checkpoint = record["proof"].split("\n\n", 1)
        header, index, *hashes = head.split("\n")
        must(header == "c2sp.org/tlog-proof@v1", f"{record['type']} {record['record']} comes with a proof")
        tree = open_checkpoint(checkpoint, keys)
        proof = [base64.b64decode(h) for h in hashes]
        leaf = record["leaf"].encode()
        place = int(index.removeprefix("index "))
        must(included(sha(b"\x00" + leaf), place, tree["size"], proof, tree["root"]), f"its leaf is in the log, at place {place}")
        said = json.loads(leaf)
        must(said["record"] == record["record"], "the leaf is of this record")
        for name, part in record["parts"].items():
            digest = sha(f"{part['salt']}\n{name}\n{part['text']}".encode())
            committed = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            must(said["commitments"].get(name) == committed, f"the part {name} is what the leaf committed to")
    if len(sys.argv) > 4:
        with open(sys.argv[4], encoding="utf-8") as file:
            earlier = open_checkpoint(file.read(), keys)
        later = open_checkpoint(fetch(f"{base}/log/checkpoint").decode(), keys)
        proof = subproof(earlier["size"], leaf_hashes(base, later["size"]), True)
        holds = consistent(earlier["size"], earlier["root"], later["size"], later["root"], proof)
        must(holds, f"the log of {later['size']} leaves goes on from that of {earlier['size']}")
    print("Everything holds.")


main()
