/** Shown in the API document, and tried by its test. */
export const EXAMPLE_FILES = [
  {
    path: 'practice.yaml',
    text: `practice: my-service
version: 0.1.0
measures:
  - id: contact.unconnected
    title: Nobody a child is not connected with can message them unasked
    kinds: [message]
    when: target.child && !relationship.connected
    do: hold
    until: recipient
`,
  },
];
