import { describe, expect, it } from 'vitest';
import { normalize } from '../text/normalize.ts';
import { findEmails } from './emails.ts';

function emailsIn(text: string): string[] {
  return findEmails(normalize(text)).map(({ start, end }) => text.slice(start, end));
}

describe('findEmails', () => {
  it.each([
    ['jo@example.com', 'jo@example.com'],
    ['write to jo.fox@mail.example.co.uk.', 'jo.fox@mail.example.co.uk'],
    ['JO@EXAMPLE.COM', 'JO@EXAMPLE.COM'],
    ['(jo_fox+games@example.org)', 'jo_fox+games@example.org'],
    ['jo at example dot com', 'jo at example dot com'],
    ['its jo dot fox at gmail dot com', 'jo dot fox at gmail dot com'],
    ['jo (at) example (dot) com', 'jo (at) example (dot) com'],
    ['jo[at]example.com', 'jo[at]example.com'],
    ['jo @ example . com', 'jo @ example . com'],
    ['jo＠example．com', 'jo＠example．com'],
    ['my email is jo at gmail', 'jo at gmail'],
    ['jofox12 at hotmail', 'jofox12 at hotmail'],
    ['jofox@gmail', 'jofox@gmail'],
    ['jo_fox at hotmail.co.uk', 'jo_fox at hotmail.co.uk'],
    ['jo at example dot co dot uk', 'jo at example dot co dot uk'],
    ['j​o@exam​ple.com', 'j​o@exam​ple.com'],
  ])('sees an address in: %s', (text, email) => {
    expect(emailsIn(text)).toEqual([email]);
  });

  it.each([
    '@jofox',
    'thanks @jofox.com for the follow',
    'look at example dot com',
    'look at example.com',
    'meet me @ 5.30',
    'me @ work',
    'see you at noon. Come early',
    'the team at google',
    'the guy at yahoo said so',
    'meet at gmail',
    'jo@localhost',
    'jo@1.2',
    'a@b',
    '@@@@@',
    'look at me. net result: nothing',
    'we are at the shop dot the i',
  ])('sees none in: %s', (text) => {
    expect(emailsIn(text)).toEqual([]);
  });

  it('sees several, in order', () => {
    expect(emailsIn('jo at example dot com or ann@example.org')).toEqual([
      'jo at example dot com',
      'ann@example.org',
    ]);
  });
});
