import type { SourceFile } from '@safeward/engine';

/** A small code of practice for tests of the server: one measure for each thing that a test has to see. */
const TEXT = `
practice: test-house
version: 1.0.0
title: A practice for tests
harms:
  grooming: { title: Grooming }
  spam: { title: Spam }
settings:
  unknown_age: unknown
  unknown_connection: unknown
  on_failure: { message: closed, post: open }
keep: { allow: signals, otherwise: content, days: 30 }
measures:
  - id: contact.unconnected
    title: A stranger's first message to a child waits for the child's yes
    harm: grooming
    refs: [TEST 1]
    kinds: [contact_request, message]
    when: target.child && relationship.connected == false
    do: hold
    until: recipient
    tell: { actor: This person only hears from people they know. }
  - id: spam.prize
    title: Nobody is told that they won a prize
    harm: spam
    when: text.contains('free prize')
    do: block
  - id: spam.soft
    title: Offers carry a word of warning
    harm: spam
    when: text.contains('limited offer')
    do: nudge
  - id: shadow.greeting
    title: Greetings are counted
    when: text.contains('good morning')
    do: nudge
    mode: shadow
`;

export const TEST_PRACTICE: readonly SourceFile[] = [{ path: 'practice.yaml', text: TEXT }];
