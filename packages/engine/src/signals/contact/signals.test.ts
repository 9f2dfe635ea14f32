import { testSignals } from '../text/lexicon/signal-cases.ts';

testSignals('contact', {
  phone_number: {
    sees: ['call 07700 900123', '+1 202 555 0143', 'oh seven seven double oh nine double oh one two three'],
    passes: ['on 12/11/2024', 'order 2025550143', 'i am 14'],
  },
  email_address: {
    sees: ['jo@example.com', 'jo at example dot com', 'jo [at] example [dot] com'],
    passes: ['look at example dot com', 'hi @jofox', 'meet me @ noon'],
  },
  social_handle: {
    sees: ['my snap is jofox12', 'add me on insta @jofox', 'discord jofox#1234'],
    passes: ['my snap is broken', 'hi @jofox', 'snap is down'],
  },
  mentions_platform: {
    sees: [
      'lets use whatsapp',
      'add me on snap',
      'u got insta?',
      'whats your sc',
      'i sent it on ig',
      'SnapChat me',
      'my tele is better',
      'sn4pchat',
      'd i s c o r d',
      'tеlegram me',
      'fb messenger works too',
      'hmu on 👻',
    ],
    passes: [
      'oh snap',
      'snap the twig',
      'wait in line',
      'a strong signal',
      'full steam ahead',
      'the discord between the brothers',
      'his muscles twitch at night',
      'he sent a telegram to the king',
      'zoom in on the map',
      'insta kill',
      'a messenger arrived',
      'ask the man at the desk',
    ],
  },
});
