import { testSignals } from './signal-cases.ts';

testSignals('approach', {
  praises_reader: {
    sees: [
      'you are so pretty',
      'ur really easy to talk to',
      'i have never met anyone like you',
      'i love talking to you',
      'You have a lovely smile',
      'ur n0t lik3 th3 others, youre so special',
    ],
    passes: ['you are right', 'that film was so good', 'i love pizza', 'the smile on his face'],
  },
  asks_birthday_or_year: {
    sees: [
      'when is your birthday',
      'what year are you in',
      'which class r u in?',
      'you look about 16',
      'id say youre like 15',
    ],
    passes: [
      'what year did the titanic sink',
      'which class should i pick in the game',
      'when is the birthday party',
    ],
  },
  asks_routine: {
    sees: [
      'do you walk home alone',
      'what time do you finish school',
      'who do you live with',
      'which days do you have football',
      'do u get the bus home',
    ],
    passes: ['the bus was late', 'school finishes at three today', 'i walk home with my brother'],
  },
  asks_device: {
    sees: [
      'is this your own phone',
      'does anyone go through your messages',
      'can anyone else get in',
      'is that your mums phone?',
    ],
    passes: ['my phone is broken', 'is that your own work'],
  },
  asks_silence: {
    sees: [
      'delete this after',
      'clear the chat',
      'if anyone asks say im your cousin',
      'our chats stay between us',
      'they wouldnt understand us',
      'can you keep a secret',
    ],
    passes: ['delete the app and install it again', 'our cousin stays with us'],
  },
  claims_trust: {
    sees: [
      'you can tell me anything',
      'you can trust me',
      'forget them you have me',
      'im the only one who gets you',
      'your mates dont get you',
    ],
    passes: ['trust the process', 'i forgot my bag', 'you have maths now'],
  },
  suggests_app: {
    sees: [
      'got snapchat?',
      'find me on kik',
      'lets talk on discord',
      'its more private there',
      'i hardly ever come on here',
    ],
    passes: ['discord among the players', 'signal the driver to stop'],
  },
  offers_lift: {
    sees: [
      'i can give you a lift',
      'ill wait for you round the corner',
      'come alone',
      'dont bring anyone',
      'just the two of us',
    ],
    passes: ['the lift is broken', 'i came alone to the concert', 'bring a jacket'],
  },
  offers_present: {
    sees: [
      'here is a code',
      'i can get you gems',
      'do you want a new phone',
      'my treat',
      'i can give you fifty quid',
    ],
    passes: ['my new phone is great', 'i got a code error', 'treat your brother well'],
  },
  demands_return: {
    sees: [
      'after everything i bought you',
      'you owe me',
      'dont you dare block me',
      'i know where you live',
      'do it or i tell your mum',
    ],
    passes: ['after everything we had lunch', 'i know the answer', 'who owes what'],
  },
  presses_for_answer: {
    sees: [
      'did you see my message',
      'why are you ignoring me',
      'please reply',
      'i can see youre online',
      'r u mad at me',
    ],
    passes: ['i saw the message from school', 'the reply was late', 'you up for the match'],
  },
  photo_of_thing: {
    sees: ['send me a picture of the worksheet', 'photo of question 4', 'a pic of your dog'],
    passes: ['send me a picture of you', 'photo of your face'],
  },
});
