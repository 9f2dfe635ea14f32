/** A text with the name by which whoever asked knows it. */
export interface NamedText {
  readonly id: string;
  readonly text: string;
}
