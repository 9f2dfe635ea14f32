/* Generated from the API document by `npm run docs`; not to be edited. */
/**
 * One interaction, before delivery.
 */
export interface Event {
  /**
   * The service’s own id of the event; the same event under it gets the same decision again.
   */
  id: string;
  /**
   * What somebody is about to do.
   */
  kind:
    | 'message'
    | 'group_message'
    | 'post'
    | 'image'
    | 'profile'
    | 'edit'
    | 'contact_request'
    | 'group_invite'
    | 'signup'
    | 'search'
    | 'suggestion'
    | 'setting_change'
    | 'live_chat';
  /**
   * When. RFC 3339, with a zone; from 1970 to 9999.
   */
  at: string;
  /**
   * An account: who acts, or at whom the act is aimed.
   */
  actor: {
    /**
     * The service’s own id of the account.
     */
    id: string;
    /**
     * What is known of a person’s age. Absent means unknown, never adult.
     */
    age?: {
      /**
       * How old.
       */
      band?: 'under_13' | '13_15' | '16_17' | 'adult' | 'unknown';
      /**
       * How far that can be relied on, weakest first.
       */
      assurance?: 'none' | 'declared' | 'estimated' | 'verified';
    };
    /**
     * When the account was made. RFC 3339, with a zone; from 1970 to 9999.
     */
    created_at?: string;
    /**
     * What they read, as a BCP 47 tag such as `en-GB`: the decision’s words for them are in it.
     */
    language?: string;
  };
  /**
   * An account: who acts, or at whom the act is aimed.
   */
  target?: {
    /**
     * The service’s own id of the account.
     */
    id: string;
    /**
     * What is known of a person’s age. Absent means unknown, never adult.
     */
    age?: {
      /**
       * How old.
       */
      band?: 'under_13' | '13_15' | '16_17' | 'adult' | 'unknown';
      /**
       * How far that can be relied on, weakest first.
       */
      assurance?: 'none' | 'declared' | 'estimated' | 'verified';
    };
    /**
     * When the account was made. RFC 3339, with a zone; from 1970 to 9999.
     */
    created_at?: string;
    /**
     * What they read, as a BCP 47 tag such as `en-GB`: the decision’s words for them are in it.
     */
    language?: string;
  };
  /**
   * Who gets to see it: a word, or an object that says more.
   */
  audience?:
    | ('direct' | 'group' | 'public')
    | {
        /**
         * One person, a group, or everybody.
         */
        kind: 'direct' | 'group' | 'public';
        /**
         * The service’s own id of the group.
         */
        id?: string;
        /**
         * How many people.
         */
        size?: number;
        /**
         * How many of them are children.
         */
        children?: number;
        /**
         * The people in it; children are counted from here where no number is given.
         *
         * @maxItems 256
         *
         * Items: An account: who acts, or at whom the act is aimed.
         */
        members?: {
          /**
           * The service’s own id of the account.
           */
          id: string;
          /**
           * What is known of a person’s age. Absent means unknown, never adult.
           */
          age?: {
            /**
             * How old.
             */
            band?: 'under_13' | '13_15' | '16_17' | 'adult' | 'unknown';
            /**
             * How far that can be relied on, weakest first.
             */
            assurance?: 'none' | 'declared' | 'estimated' | 'verified';
          };
          /**
           * When the account was made. RFC 3339, with a zone; from 1970 to 9999.
           */
          created_at?: string;
          /**
           * What they read, as a BCP 47 tag such as `en-GB`: the decision’s words for them are in it.
           */
          language?: string;
        }[];
      };
  /**
   * The service’s own id of the conversation.
   */
  conversation?: string;
  /**
   * How actor and target stand to each other before this event.
   */
  relationship?: {
    /**
     * Both have agreed to be connected.
     */
    connected?: boolean;
    /**
     * How many connections they have in common.
     */
    mutual_connections?: number;
    /**
     * The target has blocked the actor.
     */
    blocked?: boolean;
  };
  /**
   * Left out where the service cannot read it (end-to-end encryption).
   */
  content?: {
    /**
     * What was written, as it was written.
     */
    text?: string;
    /**
     * Its language, as a BCP 47 tag.
     */
    language?: string;
    /**
     * @maxItems 20
     */
    images?: {
      /**
       * The service’s own id of the image.
       */
      id?: string;
      /**
       * The image itself, in Base64.
       */
      bytes?: string;
      /**
       * Where it is.
       */
      url?: string;
      /**
       * Digest of the file, where the file itself is not sent.
       */
      sha256?: string;
      /**
       * PDQ hash, where the service has hashed it and the file itself is not sent.
       */
      pdq?: string;
      /**
       * What was seen in it. The gate fills this in for images it can look at; where it did, that counts.
       */
      seen?: {
        /**
         * Why nothing was seen in it, such as `damaged_image`. All else is then unknown.
         */
        fault?: string;
        /**
         * How much there is to see. Below 50 its hash says little, and is not matched.
         */
        quality?: number;
        /**
         * @maxItems 32
         *
         * Items: Something known that the image is, or is near.
         */
        matches?: {
          /**
           * Name of the bank.
           */
          bank: string;
          /**
           * The entry of the bank, by its number.
           */
          entry?: number;
          /**
           * In how many bits of 256 it differs; 0 where it is the same.
           */
          distance?: number;
          /**
           * How it was turned or mirrored to match; absent where it was not.
           */
          turn?: string;
          /**
           * What the bank says its entries stand for.
           */
          harm?: string;
          /**
           * What the bank’s owner suggests to do.
           */
          hint?: string;
        }[];
        /**
         * The file says where it was taken.
         */
        location?: boolean;
        /**
         * How sure a classifier is that it shows nudity.
         */
        nudity?: number;
        /**
         * How sure a classifier is that it is suggestive.
         */
        suggestive?: number;
        /**
         * What is written in it.
         */
        text?: string;
      };
    }[];
    /**
     * What no signal reads: it is unknown, and the decision says so.
     *
     * @maxItems 20
     */
    media?: {
      /**
       * The service’s own id of the medium.
       */
      id?: string;
      /**
       * What it is.
       */
      kind: 'voice' | 'video' | 'live_voice' | 'live_video' | 'file';
      /**
       * Where it is.
       */
      url?: string;
    }[];
    /**
     * Links beside the text; those in it are found.
     *
     * @maxItems 100
     */
    links?: string[];
  };
  /**
   * Anything the service wants practices to read.
   */
  context?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: unknown | undefined;
  };
}
export interface Decision {
  /**
   * Of this decision; ids sort by time.
   */
  id: string;
  /**
   * Id of the event.
   */
  event: string;
  /**
   * What is to be done: the strictest of all that match.
   */
  action: 'allow' | 'nudge' | 'limit' | 'hold' | 'block';
  /**
   * On `hold`: who or when ends it.
   */
  until?: string;
  /**
   * What to take away on delivery.
   */
  limits?: (
    | 'strip_links'
    | 'blur_images'
    | 'no_images'
    | 'not_to_children'
    | 'not_suggested'
    | 'reduced_reach'
    | 'no_new_contacts'
  )[];
  /**
   * Every measure that matched, strictest first.
   */
  reasons: {
    /**
     * Id of the measure.
     */
    measure: string;
    /**
     * Id of the harm that it is against.
     */
    harm?: string;
    /**
     * What the measure promises.
     */
    title: string;
    /**
     * What it does by itself.
     */
    action: 'allow' | 'nudge' | 'limit' | 'hold' | 'block';
    /**
     * The expression of the measure that matched.
     */
    because: string;
    /**
     * The facts it rests on. Never the content of a message.
     */
    saw: {
      /**
       * This interface was referenced by `undefined`'s JSON-Schema definition
       * via the `patternProperty` "^.*$".
       */
      [k: string]: unknown | undefined;
    };
    /**
     * Where in the text it was seen, in order.
     */
    spans: {
      /**
       * Path in the event, e.g. `content.text`.
       */
      field: string;
      /**
       * First character, in UTF-16 units of the original text.
       */
      start: number;
      /**
       * One past the last.
       */
      end: number;
      /**
       * What was seen there: a signal, or the words of the expression.
       */
      signal: string;
    }[];
    /**
     * What the measure implements.
     */
    refs: string[];
  }[];
  /**
   * Measures in shadow mode that would have acted.
   */
  shadow?: {
    /**
     * Id of the measure.
     */
    measure: string;
    /**
     * Id of the harm that it is against.
     */
    harm?: string;
    /**
     * What the measure promises.
     */
    title: string;
    /**
     * What it does by itself.
     */
    action: 'allow' | 'nudge' | 'limit' | 'hold' | 'block';
    /**
     * The expression of the measure that matched.
     */
    because: string;
    /**
     * The facts it rests on. Never the content of a message.
     */
    saw: {
      /**
       * This interface was referenced by `undefined`'s JSON-Schema definition
       * via the `patternProperty` "^.*$".
       */
      [k: string]: unknown | undefined;
    };
    /**
     * Where in the text it was seen, in order.
     */
    spans: {
      /**
       * Path in the event, e.g. `content.text`.
       */
      field: string;
      /**
       * First character, in UTF-16 units of the original text.
       */
      start: number;
      /**
       * One past the last.
       */
      end: number;
      /**
       * What was seen there: a signal, or the words of the expression.
       */
      signal: string;
    }[];
    /**
     * What the measure implements.
     */
    refs: string[];
  }[];
  /**
   * Words for the people concerned, from the strictest measure that has some.
   */
  tell?: {
    /**
     * To the sender.
     */
    actor?: string;
    /**
     * To the recipient.
     */
    target?: string;
  };
  /**
   * Parts of the content that are unknown, and so not found harmless.
   */
  unseen?: {
    /**
     * Path in the event, e.g. `content.images[0]`.
     */
    field: string;
    /**
     * Why nothing was seen, e.g. `damaged_image`, or what it is, e.g. `voice`.
     */
    why: string;
  }[];
  /**
   * What should follow besides, each of one name and value.
   */
  effects: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: string | undefined;
  }[];
  /**
   * `name@version#sha256:…`; where an overlay acts as well, both, with ` + ` between.
   */
  practice: string;
  /**
   * Of a gate or a key in shadow: what would have been decided. `action` is `allow` then.
   */
  would?: {
    /**
     * What would have been done.
     */
    action: 'allow' | 'nudge' | 'limit' | 'hold' | 'block';
    /**
     * On `hold`: who or when would have ended it.
     */
    until?: string;
    limits?: (
      | 'strip_links'
      | 'blur_images'
      | 'no_images'
      | 'not_to_children'
      | 'not_suggested'
      | 'reduced_reach'
      | 'no_new_contacts'
    )[];
    /**
     * Ids of the measures that would have acted.
     */
    measures: string[];
  };
  /**
   * What the practice that is being tried would have decided; left out where it is the same.
   */
  candidate?: {
    /**
     * `name@version#sha256:…`
     */
    practice: string;
    /**
     * What would have been done.
     */
    action: 'allow' | 'nudge' | 'limit' | 'hold' | 'block';
    /**
     * On `hold`: who or when would have ended it.
     */
    until?: string;
    limits?: (
      | 'strip_links'
      | 'blur_images'
      | 'no_images'
      | 'not_to_children'
      | 'not_suggested'
      | 'reduced_reach'
      | 'no_new_contacts'
    )[];
    /**
     * Ids of the measures that would have acted.
     */
    measures: string[];
  };
  /**
   * Parts that were late or down; the practice’s `on_failure` decided what that means.
   */
  degraded?: ('database' | 'people' | 'images')[];
  /**
   * Null: safe on this server’s disk, and recorded in the database later under the same id; see also `unrecorded` and `test`.
   */
  record: {
    id: string;
    /**
     * Hash of its leaf in the evidence log, where the leaf is within a second.
     */
    leaf?: string;
  } | null;
  /**
   * Neither the database nor the disk had it in time: nothing may be kept of it.
   */
  unrecorded?: true;
  /**
   * Decided with a test key: recorded nowhere, now or later.
   */
  test?: true;
  resolution?: Resolution;
  timing_ms?: {
    signals?: number;
    total: number;
  };
}
/**
 * How a hold was ended.
 */
export interface Resolution {
  /**
   * `clock` where its moment passed.
   */
  by: string;
  as: 'recipient' | 'guardian' | 'reviewer' | 'sender' | 'clock';
  /**
   * `expired`: its moment passed; it may be delivered.
   */
  outcome: 'release' | 'refuse' | 'expired';
  note?: string;
  at: string;
}
export interface DecisionPage {
  decisions: Decision[];
  /**
   * Give it as `cursor` for the next page; null on the last one.
   */
  next: string | null;
}
export interface Explanation {
  outcome: {
    /**
     * Id of the event.
     */
    event: string;
    /**
     * What is to be done: the strictest of all that match.
     */
    action: 'allow' | 'nudge' | 'limit' | 'hold' | 'block';
    /**
     * On `hold`: who or when ends it.
     */
    until?: string;
    /**
     * What to take away on delivery.
     */
    limits?: (
      | 'strip_links'
      | 'blur_images'
      | 'no_images'
      | 'not_to_children'
      | 'not_suggested'
      | 'reduced_reach'
      | 'no_new_contacts'
    )[];
    /**
     * Every measure that matched, strictest first.
     */
    reasons: {
      /**
       * Id of the measure.
       */
      measure: string;
      /**
       * Id of the harm that it is against.
       */
      harm?: string;
      /**
       * What the measure promises.
       */
      title: string;
      /**
       * What it does by itself.
       */
      action: 'allow' | 'nudge' | 'limit' | 'hold' | 'block';
      /**
       * The expression of the measure that matched.
       */
      because: string;
      /**
       * The facts it rests on. Never the content of a message.
       */
      saw: {
        /**
         * This interface was referenced by `undefined`'s JSON-Schema definition
         * via the `patternProperty` "^.*$".
         */
        [k: string]: unknown | undefined;
      };
      /**
       * Where in the text it was seen, in order.
       */
      spans: {
        /**
         * Path in the event, e.g. `content.text`.
         */
        field: string;
        /**
         * First character, in UTF-16 units of the original text.
         */
        start: number;
        /**
         * One past the last.
         */
        end: number;
        /**
         * What was seen there: a signal, or the words of the expression.
         */
        signal: string;
      }[];
      /**
       * What the measure implements.
       */
      refs: string[];
    }[];
    /**
     * Measures in shadow mode that would have acted.
     */
    shadow?: {
      /**
       * Id of the measure.
       */
      measure: string;
      /**
       * Id of the harm that it is against.
       */
      harm?: string;
      /**
       * What the measure promises.
       */
      title: string;
      /**
       * What it does by itself.
       */
      action: 'allow' | 'nudge' | 'limit' | 'hold' | 'block';
      /**
       * The expression of the measure that matched.
       */
      because: string;
      /**
       * The facts it rests on. Never the content of a message.
       */
      saw: {
        /**
         * This interface was referenced by `undefined`'s JSON-Schema definition
         * via the `patternProperty` "^.*$".
         */
        [k: string]: unknown | undefined;
      };
      /**
       * Where in the text it was seen, in order.
       */
      spans: {
        /**
         * Path in the event, e.g. `content.text`.
         */
        field: string;
        /**
         * First character, in UTF-16 units of the original text.
         */
        start: number;
        /**
         * One past the last.
         */
        end: number;
        /**
         * What was seen there: a signal, or the words of the expression.
         */
        signal: string;
      }[];
      /**
       * What the measure implements.
       */
      refs: string[];
    }[];
    /**
     * Words for the people concerned, from the strictest measure that has some.
     */
    tell?: {
      /**
       * To the sender.
       */
      actor?: string;
      /**
       * To the recipient.
       */
      target?: string;
    };
    /**
     * Parts of the content that are unknown, and so not found harmless.
     */
    unseen?: {
      /**
       * Path in the event, e.g. `content.images[0]`.
       */
      field: string;
      /**
       * Why nothing was seen, e.g. `damaged_image`, or what it is, e.g. `voice`.
       */
      why: string;
    }[];
    /**
     * What should follow besides, each of one name and value.
     */
    effects: {
      /**
       * This interface was referenced by `undefined`'s JSON-Schema definition
       * via the `patternProperty` "^.*$".
       */
      [k: string]: string | undefined;
    }[];
    /**
     * `name@version#sha256:…`; where an overlay acts as well, both, with ` + ` between.
     */
    practice: string;
  };
  /**
   * Every measure of the practice.
   */
  trace: {
    measure: string;
    mode: 'enforce' | 'shadow';
    result: 'matched' | 'not_matched' | 'unknown' | 'excepted' | 'not_reached';
    why: string;
    /**
     * The parts of `when`, joined by “and”, as far as the measure was reached.
     */
    parts?: {
      expression: string;
      value: boolean | 'unknown';
      missing?: string;
    }[];
  }[];
  /**
   * The single changes that would make the decision milder, those that help most first.
   */
  alternatives: {
    /**
     * For a person: `would be allowed if they were connected`.
     */
    sentence: string;
    /**
     * What would have to differ.
     */
    field: string;
    action: 'allow' | 'nudge' | 'limit' | 'hold' | 'block';
  }[];
}
/**
 * A refusal (RFC 9457).
 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /**
   * Stable: this is what a program looks at.
   */
  code: string;
  detail?: string;
  /**
   * Of the first of `errors`.
   */
  pointer?: string;
  /**
   * The first few, where there are many.
   */
  errors?: {
    code: string;
    /**
     * JSON pointer to the field; empty for the whole body.
     */
    pointer: string;
    detail: string;
  }[];
  /**
   * As in the header `x-request-id`.
   */
  request_id?: string;
}
