import type { HashIndex } from './hash-index.ts';

/**
 * Groups of hashes that are near each other: two are in one group where a chain of hashes leads from one to the other,
 * no step of it above the radius. Radius 0 finds duplicates. Hashes that are alone are left out.
 *
 * It asks once for every hash, so a million take a minute or more.
 *
 * @returns ids, each group in rising order, the largest group first
 */
export function findClusters(index: HashIndex, radius: number): readonly (readonly number[])[] {
  const leader = new Map<number, number>();
  const lead = (id: number): number => {
    let at = id;
    for (let next = leader.get(at) ?? at; next !== at; next = leader.get(at) ?? at) {
      // Paths are halved on the way, so that they stay short.
      leader.set(at, leader.get(next) ?? next);
      at = next;
    }
    return at;
  };
  index.each((id, hash) => {
    for (const match of index.within(hash, radius)) {
      const [a, b] = [lead(id), lead(match.id)];
      if (a !== b) leader.set(Math.max(a, b), Math.min(a, b));
    }
  });
  const groups = new Map<number, number[]>();
  index.each((id) => {
    const group = groups.get(lead(id));
    if (group === undefined) groups.set(lead(id), [id]);
    else group.push(id);
  });
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted((a, b) => a - b))
    .toSorted((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}
