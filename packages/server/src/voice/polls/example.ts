/** A poll as small as one can be, for the API document. */
export const EXAMPLE_POLL = {
  data: 'id,gender,q1\n1,Female,For\n2,Female,Against\n3,Male,For\n',
  targets: { margins: [{ variable: 'gender', kind: 'proportions', targets: { Female: 0.51, Male: 0.49 } }] },
  codebook: {
    breaks: { gender: ['Female', 'Male'] },
    questions: [
      { id: 'q1', type: 'single', text: 'Are you for or against it?', answers: ['For', 'Against'] },
    ],
  },
} as const;
