import { describe, expect, it } from 'vitest';
import { normalize } from '../text/normalize.ts';
import { findLinks, type Link } from './links.ts';

function linksIn(text: string): readonly Link[] {
  return findLinks(normalize(text), []);
}

/** What stands at the places of the links found. */
function written(text: string): string[] {
  return linksIn(text).map(({ start, end }) => text.slice(start, end));
}

describe('links in a text', () => {
  it.each([
    ['see https://example.com/a?b=c#d', 'https://example.com/a?b=c#d', 'example.com'],
    ['HTTPS://EXAMPLE.COM', 'HTTPS://EXAMPLE.COM', 'example.com'],
    ['www.example.co.uk/path', 'www.example.co.uk/path', 'example.co.uk'],
    ['go to example.com now', 'example.com', 'example.com'],
    ['sub.domain.example.org', 'sub.domain.example.org', 'example.org'],
    ['hxxps://example.com/x', 'hxxps://example.com/x', 'example.com'],
    ['http://user:pass@example.com/x', 'http://user:pass@example.com/x', 'example.com'],
    ['http://192.0.2.7/login', 'http://192.0.2.7/login', '192.0.2.7'],
    ['http://example.com:8080/x', 'http://example.com:8080/x', 'example.com'],
    ['https://bücher.example.de', 'https://bücher.example.de', 'example.de'],
    ['https://xn--bcher-kva.de/', 'https://xn--bcher-kva.de/', 'xn--bcher-kva.de'],
    ['（https://example.com）', 'https://example.com', 'example.com'],
    ['look at example dot com', 'example dot com', 'example.com'],
    ['look at example (dot) com', 'example (dot) com', 'example.com'],
    ['discord . gg/abc123', 'discord . gg/abc123', 'discord.gg'],
    ['exam​ple.com is fine', 'exam​ple.com', 'example.com'],
    ['ｅｘａｍｐｌｅ．ｃｏｍ', 'ｅｘａｍｐｌｅ．ｃｏｍ', 'example.com'],
  ])('finds %s', (text, place, domain) => {
    expect(written(text)).toEqual([place]);
    expect(linksIn(text)[0]!.domain).toBe(domain);
  });

  it.each([
    ['see example.com.', 'example.com'],
    ['(https://example.com/a)', 'https://example.com/a'],
    ['https://example.com/a, and more', 'https://example.com/a'],
    ['is it https://example.com/?', 'https://example.com/'],
    ['"https://example.com/a"', 'https://example.com/a'],
    ['https://example.com/a!', 'https://example.com/a'],
    ['*https://example.com*', 'https://example.com'],
    ['example.com-', 'example.com'],
    ['<https://example.com/a>', 'https://example.com/a'],
  ])('leaves the punctuation of the sentence in %s', (text, place) => {
    expect(written(text)).toEqual([place]);
  });

  it.each([
    'ok.so what now',
    'i went home.he stayed',
    'read readme.md first',
    'node.js is fast',
    'see you at 5.30',
    'version 1.2.3',
    'e.g. this, i.e. that',
    'wait...what',
    'U.S.A. and U.K.',
    'jo@example.com',
    'thanks @jo.fox',
    'the polka dot dress',
    'connect the dot to the line',
    'one dot one',
    '192.0.2.7',
    'Mr.Fox and Mrs.Fox',
    'a.b',
    '.com',
    'com.',
    'look at me. net result: nothing',
    'is it over .me neither',
  ])('finds none in %s', (text) => {
    expect(written(text)).toEqual([]);
  });

  it.each([
    ['bit.ly/abc', { shortener: true, invite: false, platform: null }],
    ['https://t.co/abc', { shortener: true, invite: false }],
    ['discord.gg/abc', { shortener: false, invite: true, platform: 'discord' }],
    ['https://discord.com/invite/abc', { invite: true, platform: 'discord' }],
    ['https://discord.com/about', { invite: false, platform: 'discord' }],
    ['https://t.me/joinchat', { invite: true, platform: 'telegram' }],
    ['chat.whatsapp.com/abc', { invite: true, platform: 'whatsapp' }],
    ['https://www.snapchat.com/add/jofox', { invite: true, platform: 'snapchat' }],
    ['https://www.youtube.com/watch?v=1', { invite: false, platform: 'youtube' }],
    ['https://notdiscord.gg.example.com/abc', { invite: false, platform: null }],
    ['https://example.com/discord.gg/abc', { invite: false, platform: null }],
    ['https://discord.gg@example.com/abc', { invite: false, platform: null, domain: 'example.com' }],
    ['https://discord.gg@t.me@example.com/abc', { invite: false, domain: 'example.com' }],
    ['https://example.com/?u=bit.ly', { shortener: false }],
  ])('tells what %s is', (text, expected) => {
    expect(linksIn(text)).toHaveLength(1);
    expect(linksIn(text)[0]).toMatchObject(expected);
  });

  it('keeps the order and finds each', () => {
    expect(written('a.example.com, then www.example.org/x and bit.ly/y')).toEqual([
      'a.example.com',
      'www.example.org/x',
      'bit.ly/y',
    ]);
  });

  it('tells no more than a hundred', () => {
    expect(written('example.com '.repeat(300))).toHaveLength(100);
  });

  it('does not take the host of a spelled-out e-mail address for a link', () => {
    expect(written('jo at example dot com')).toEqual([]);
  });
});

describe('declared links', () => {
  it('are told beside those of the text, each once, without a place', () => {
    const links = findLinks(normalize('see https://example.com/a'), [
      'https://example.com/a',
      'https://example.org/',
      'https://example.org/',
    ]);
    expect(links.map(({ url, start }) => [url, start])).toEqual([
      ['https://example.com/a', 4],
      ['https://example.org/', undefined],
    ]);
  });

  it('count without a text', () => {
    expect(findLinks(undefined, ['https://bit.ly/x'])).toMatchObject([{ domain: 'bit.ly', shortener: true }]);
  });

  it.each(['', 'not a link', 'mailto:', 'javascript:alert(1)', 'http://', 'localhost'])(
    'that are no web address are left out: %s',
    (url) => {
      expect(findLinks(undefined, [url])).toEqual([]);
    },
  );
});
