import ipaddr from 'ipaddr.js';

/**
 * Whether an address belongs to the public internet. Everything else (loopback, private, link-local, the cloud's
 * metadata service, carrier-grade NAT, multicast, documentation, IPv4 hidden in IPv6) is ours or our host's.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address inside an IPv6 one is judged as what it is.
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv6' && TRANSLATED.has(parsed.range())) return false;
  return parsed.range() === 'unicast';
}

/** Ways to write an IPv4 address in IPv6 that lead past a look at the address. */
const TRANSLATED: ReadonlySet<string> = new Set(['rfc6145', 'rfc6052', '6to4', 'teredo']);
