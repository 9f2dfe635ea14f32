import { describe, expect, it } from 'vitest';
import { normalize } from '../text/normalize.ts';
import { findAddresses } from './addresses.ts';

function addressesIn(text: string): string[] {
  return findAddresses(normalize(text)).map(({ start, end }) => text.slice(start, end));
}

describe('findAddresses', () => {
  it.each([
    ['12 Rosewood Close', '12 Rosewood Close'],
    ['its 12 rosewood close, barton', '12 rosewood close'],
    ['my address is 12b Rosewood Close', '12b Rosewood Close'],
    ['i live at flat 3, 9 Mill Lane', 'flat 3, 9 Mill Lane'],
    ['she lives at 5 old mill road btw', '5 old mill road'],
    ['come to 44 acorn st tonight', '44 acorn st'],
    ['pull up at 7 harbour view', '7 harbour view'],
    ['send it to 12 Rosewood Close, Barton, AB1 2CD', '12 Rosewood Close, Barton, AB1 2CD'],
    ['123 Maple Street, Springfield, IL 62704', '123 Maple Street, Springfield, IL 62704'],
    ['12 Rosewood Close Barton ab12cd is where the party is', '12 Rosewood Close Barton ab12cd'],
    ['my postcode is AB1 2CD', 'postcode is AB1 2CD'],
    ['zip code 62704', 'zip code 62704'],
    ['im at 12 ｒｏｓｅｗｏｏｄ close', '12 ｒｏｓｅｗｏｏｄ close'],
    ['my house is number 9 elm grove', 'number 9 elm grove'],
  ])('sees an address in: %s', (text, address) => {
    expect(addressesIn(text)).toEqual([address]);
  });

  it.each([
    'a 5 minutes walk',
    'it is a 20 mile drive',
    '10 Downing Street was on tv last night',
    'they marched down 5th avenue for 3 hours',
    'the meeting at 5 in the park',
    'he scored 3 goals on the way home',
    'we drove 60 miles of bad road',
    'i live at 5 speed most days',
    'come to 3 of the gardens',
    'the 1960s street style',
    'in 1984 Abbey Road was busy',
    'my email address is good',
    'there are 12 houses in the close',
    'live at 8 on channel four',
    'number 9 was in the row',
  ])('sees none in: %s', (text) => {
    expect(addressesIn(text)).toEqual([]);
  });
});
