import { text } from '../../../platform/http/page-text.ts';
import type { Consultation } from '../consultation.ts';
import type { Happening } from '../store.ts';
import { plainly } from '../words.ts';

export interface News {
  readonly consultation: Consultation;
  readonly happening: Happening;
  /** In a few words. */
  readonly said: string;
}

/** What is new as an Atom feed (RFC 4287). @param base `https://host` */
export function toFeed(base: string, news: readonly News[], now: number): string {
  const newest = news[0]?.happening.at ?? new Date(now).toISOString();
  const entries = news.map(({ consultation, happening, said }) => {
    const url = `${base}/consultations/${consultation.slug}${happening.kind === 'responded' ? '/response' : ''}`;
    const title = plainly(consultation.plan.title, consultation.plan.languages);
    return `<entry><id>urn:safeward:${xml(consultation.id)}:${xml(happening.number)}</id><title>${xml(`${title}: ${said}`)}</title>
<updated>${happening.at}</updated><link rel="alternate" type="text/html" href="${xml(url)}"/><summary>${xml(said)}</summary></entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xml(`${base}/consultations`)}</id><title>Consultations</title><updated>${newest}</updated>
<author><name>Safeward</name></author><link rel="self" type="application/atom+xml" href="${xml(`${base}/consultations/feed.xml`)}"/>
<link rel="alternate" type="text/html" href="${xml(`${base}/consultations`)}"/>
${entries.join('\n')}
</feed>
`;
}

/** Characters that no XML 1.0 document may have are left out. */
function xml(raw: string): string {
  return text(raw.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));
}
