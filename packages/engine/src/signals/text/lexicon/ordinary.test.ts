import { expect, it } from 'vitest';
import { normalize } from '../normalize.ts';
import { compileScanner } from '../scanner.ts';
import { TEXT_SIGNALS } from '../signals.ts';

/**
 * What people write every day with the words that these signals look for. A signal that is seen here would hold or
 * nudge somebody for nothing, so the whole list must stay silent.
 */
const ORDINARY = `
did you do the maths homework
what did you get for question 4
my mum says i cant come out tonight
are you coming to training later
that film was so good omg
who else is in set 3 for english
i got 14 out of 20 in the test
im 10 levels ahead of you
im 5 mins away
im 12th in the queue
he's 14 and she's 15
my brother turned 16 last week and passed his test
what age rating is that game
how old is the universe
how old was mozart when he died
the house is 300 years old how old is yours
i'm so old lol
age of empires 2 is free this weekend
what's the age limit for the ride
are you 100% sure
are you 2 coming or not
are you in for pizza
school was so boring today
i left my bag at school
the school bus was late again
what year did the titanic sink
what class should i play in wow
where did you get that jacket
where are you going on holiday
where is the nearest station
where do penguins live
where did we park
the address bar is broken
can you address the issue
my location services are off
i live for the weekend
home alone 2 is on tv
i was home alone and bored
leave him alone
you are not alone in this
the door is locked so use the back
is anyone free to help with the bake sale
is your mum coming to the play
tell your mum i said happy birthday
your parents are so nice
my parents dont understand tiktok
keep the change
keep it up
its no secret that i love cake
secret level in mario
the secret ingredient is love
dont tell me the ending
dont tell him he's right he'll get a big head
please tell your teacher if someone is bullying you
tell an adult you trust
never share your password
never meet someone you only know online
do not send photos of yourself to strangers
never give out your address or phone number online
delete the file and try again
delete your browser history to fix the bug
delete that app it's full of ads
send me the notes please
send me the link
send me the pic of the whiteboard
show me how to do it
show me your new bike
what do you think it looks like
the camera on this phone is great
turn on the lights
nice photo of the sunset
picture this
let's meet the requirements first
we need to meet the deadline
the team will meet on monday at 9
great to meet you all
meet the new head of year
come over here and look at this bug
come see the show on friday
pick me up some milk
he picked up a penalty
can i come to the party too
hang on a sec
hang in there
link in bio
the links are broken
i'll give you a hint
i'll give you 5 stars
i'll send you the file
i'll get you back for that
i'll get you some water
can i get you anything from the shop
the phone costs £300
free robux generators are scams
robux is so expensive
my gift card doesn't work
he gave her flowers
the present tense
money doesn't grow on trees
i posted it on insta yesterday
instagram is down again
snap judgement
that snapped in half
signal box
telegram from the queen
whatsapp group for parents evening is chaos
facebook bought them in 2014
discord server rules: be nice
move over to the left
switch to plan b
talk to me
lets talk about the project
lets go outside
go to the website and log in
what's your favourite number
what's your favourite colour
number 7 on the team
my number one song
can i have your seat
give me your honest opinion
can i call you back
call me maybe is a banger
contact your local council
email the teacher
you're so funny
that was very mature of him
maturity comes with age
act your age not your shoe size
you look tired
you look like your sister
you don't look well
age before beauty
older than the hills
your friends are so funny
your parents love you, talk to them
you don't need a visa
they don't understand the question
nobody understands this maths
i'm the only one who did the homework
dont listen to the haters
stop talking in class
block that scammer
ignore the trolls
trust your gut
choose me for your team
run away from the zombies
i was a kid in the 90s
kids these days
i'm a big kid at heart
my 13th attempt at this level
12 monkeys is a film
grade 5 piano exam
year 9 parents evening is tuesday
teenage mutant ninja turtles
selling my old bike
selling cupcakes at break
anyone selling a ps5
anyone got a spare pen
who has the ball
where can i get a bus pass
looking for a group to raid with
need a plug adapter for france
weed killer for the garden
vape shops are everywhere now
alcohol free beer
the gun in that game is op
knife and fork
his number is up
her school won the cup
she lives in london i think
he lives for football
the street was closed
baker street is a good song
a 10 minute walk down the road
i will post the letter tomorrow
ill post the photos from the trip in the group
expose the film to light
you were exposed to the virus
let me know when you get home
text me when you get home safe
text me the answers
when do we meet the new teacher
what time does practice finish
do you want to come to the library to study
can you come in early tomorrow
want a biscuit
want some crisps
do you want some help
do you like my new phone
i need some space
i need bars on my phone
got pills from the doctor for my cold
are you on the list
are you on the bus
you ok?
u coming?
in or out?
what time
which one?
pic is blurry
age is catching up with me
your age group is u15
the camera man
im 50 next week
i'm 6ft tall
i am 18
i'm 21
im eighteen
i'm 1 of 12
she said im 14th on the list
i'm sixteen points behind
who wants to meet after school for football
you can stay at ours if trains are cancelled
`;

const FAMILIES = new Set(['grooming', 'privacy', 'trade']);
const SIGNALS = TEXT_SIGNALS.filter(({ family }) => FAMILIES.has(family));
const compiled = compileScanner(SIGNALS.map((signal) => ({ kind: 'signal', signal })));

it.each(ORDINARY.trim().split('\n'))('nothing is seen in: %s', (text) => {
  if (!compiled.ok) throw new Error(compiled.errors[0]?.message);
  const seen = compiled.scanner.scan(normalize(text)).map(({ pattern }) => SIGNALS[pattern]?.name);
  expect(seen).toEqual([]);
});
