import { describe, expect, it } from 'vitest';
import { normalize } from '../text/normalize.ts';
import { findHandles } from './handles.ts';

function handlesIn(text: string): string[] {
  return findHandles(normalize(text)).map(({ start, end }) => text.slice(start, end));
}

describe('findHandles', () => {
  it.each([
    ['my snap is jofox12', 'my snap is jofox12'],
    ['my snap is jofoxy', 'my snap is jofoxy'],
    ['insta: jo.fox', 'insta: jo.fox'],
    ['Insta - @jofox', 'Insta - @jofox'],
    ['ig=jo_fox', 'ig=jo_fox'],
    ['add me on kik jofoxy', 'add me on kik jofoxy'],
    ['add jofox12 on snap', 'add jofox12 on snap'],
    ['find @jofox on tiktok', 'find @jofox on tiktok'],
    ['snapchat name jofox_99 add me', 'snapchat name jofox_99'],
    ['my @ is jofoxy', 'my @ is jofoxy'],
    ['my username is jofox12', 'my username is jofox12'],
    ['👻 jofox12', '👻 jofox12'],
    ['discord: jofox', 'discord: jofox'],
    ['add me jofox#1234', 'jofox#1234'],
    ['jofox#1234', 'jofox#1234'],
    ['MY SNAP IS JOFOX12', 'MY SNAP IS JOFOX12'],
    ['my sn​ap is jofox12', 'my sn​ap is jofox12'],
    ['ｍｙ ｓｎａｐ ｉｓ ｊｏｆｏｘ１２', 'ｍｙ ｓｎａｐ ｉｓ ｊｏｆｏｘ１２'],
  ])('sees a name in: %s', (text, handle) => {
    expect(handlesIn(text)).toEqual([handle]);
  });

  it.each([
    'snap is slow today',
    'my snap is broken',
    'my snap is down :(',
    'add me on snap please',
    'hi @jofox',
    'thanks @jo_fox12!',
    'instagram: the app that changed photography',
    'twitter is full of people',
    'my twitter feed',
    'see my insta story',
    'discord - a server for games',
    'line: 42nd in the queue',
    'the signal is good4you',
    'issue#1234 is fixed',
    'section #2024',
    'follow trump on twitter',
    'watch my youtube channel',
    'insta pics.then we left',
    'oh snap bro',
    'add me on snapchat tonight',
  ])('sees none in: %s', (text) => {
    expect(handlesIn(text)).toEqual([]);
  });

  it('sees several, in order', () => {
    expect(handlesIn('ig jo_fox | sc jofox99')).toEqual(['ig jo_fox', 'sc jofox99']);
  });
});
