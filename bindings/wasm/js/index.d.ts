// Declares what the npm package `presend` offers: the engine, its requests and reports, and places for editors.

/** Where the engine comes from: its bytes, a URL, a response from `fetch`, or a compiled module. */
export type EngineSource = ArrayBuffer | ArrayBufferView | string | URL | Response | WebAssembly.Module;

/**
 * Loads the engine. Without a source it is the `presend.wasm` of this package, read from its folder in Node and fetched
 * from beside the module in a browser. Rejects with a `PresendError` of kind `engine`.
 */
export function load(source?: EngineSource): Promise<Presend>;

/** Lints with the engine of this package, which is loaded at the first call and kept. */
export function lint(request: LintRequest): Promise<Report>;

/** A loaded engine. */
export interface Presend {
  /** Version of the engine, as `presend --version` says it. */
  readonly version: string;
  /**
   * Lints one draft. It throws only a `PresendError`, never because of a text, but possibly because of a wrong request or
   * setting.
   */
  lint(request: LintRequest): Report;
}

/** Why there is no report. */
export class PresendError extends Error {
  readonly name: "PresendError";
  /** `request`: a field is wrong; `settings`: the guidelines, a lexicon or a rule's name is; `engine`: presend itself failed. */
  readonly kind: "request" | "settings" | "engine";
}

/** How a text holds its message, as `--input-format` names it. */
export type Format = "text" | "markdown" | "email" | "html" | "ics" | "git-patch" | "commit-msg";

/** Kind of writing. */
export type Profile = "email" | "chat" | "commit";

export type Severity = "error" | "warning" | "info" | "hint";

/** A draft, and what is known about it. Fields that are absent, `null` or `undefined` are not known. */
export interface LintRequest {
  /** The draft. Positions in the report count from its start. */
  text: string;
  /** Default: `text`. An `email` is a whole mail, header and all. */
  format?: Format | null;
  /** Default: what the guidelines say, else `email`. */
  profile?: Profile | null;
  /** What the report calls the draft. Default: `draft`. */
  name?: string | null;
  subject?: string | null;
  /** Addresses, in the form of a mail header: `"Bo Berg <bo@example.com>"`. A list, or one string with commas. */
  from?: string | readonly string[] | null;
  to?: string | readonly string[] | null;
  cc?: string | readonly string[] | null;
  bcc?: string | readonly string[] | null;
  /** When it is sent, in the form of `Date:` or in ISO 8601. Default: now. */
  date?: string | null;
  /** Further header lines of a mail, such as `References: <a@example.com> <b@example.com>`, which tell how long a thread is. */
  headers?: string | null;
  /** Number of attachments. */
  attachments?: number | null;
  /** The time of the check. Default: now. `null`: no time is known, so that a text is judged the same on any day. */
  now?: Date | string | null;
  /** The contents of a presend.toml. Its `[[paths]]` and `[lexicons]` name files and are ignored. */
  guidelines?: string | null;
  /** The contents of lexicon files, with a name for errors. */
  lexicons?: readonly (string | { name: string; text: string })[] | null;
  /** Only these codes, groups or names. */
  select?: readonly string[] | null;
  /** Not these codes, groups or names. */
  ignore?: readonly string[] | null;
  /** Severities by code, group or name. */
  severity?: Readonly<Record<string, Severity | "off">> | null;
  /** Leave out what is less certain than this, 0 to 1. */
  minConfidence?: number | null;
  /** What `stops` means, in the form of `--fail-on`. Default: what the guidelines say, else `error,0.9`. */
  failOn?: string | null;
  /** Regions checked besides the writer's own words. */
  include?: readonly ("quotes" | "forwards" | "signature" | "code")[] | null;
  /** Adds what to say live and what to write afterwards. */
  plan?: boolean | null;
}

/** What `presend --format json` writes (schemas/report.schema.json), and whether the draft should be held back. */
export interface Report {
  schema: 1;
  tool: { name: "presend"; version: string };
  /** One file with one message. */
  files: { path: string; messages: Message[] }[];
  errors: { path: string; line?: number; error: string }[];
  summary: Record<"messages" | Severity | Action, number>;
  /** The draft should be held back: `presend` would end with exit code 1. */
  stops: boolean;
}

export type Action = "write" | "reword" | "hold" | "talk";
export type Channel =
  | "message" | "document" | "recording" | "call-now" | "in-person-or-video" | "kickoff" | "celebrate-live" | "counsel";
export type Axis = "sensitive" | "urgent" | "charged" | "coordination" | "relationship" | "fyi" | "meeting";
export type Region =
  | "subject" | "greeting" | "body" | "quote" | "forward" | "signature" | "disclaimer" | "code" | "header";

export interface Message {
  id?: string;
  subject?: string;
  line: number;
  /** An address in lower case, or a name if there is none. */
  from?: string;
  to?: string[];
  cc?: string[];
  /** In RFC 3339 form, on the writer's clock if the guidelines know it. */
  date?: string;
  channel?: string;
  thread?: string;
  /** The writer's own. */
  words: number;
  place?: { file: string; message: number; offset: Span };
  verdict: Verdict;
  /** Most serious first. */
  diagnostics: Diagnostic[];
  regions: Stretch[];
  remarks?: string[];
}

export interface Verdict {
  action: Action;
  channel: Channel;
  row: number;
  modifiers: number[];
  follow_up: boolean;
  language: "en" | "unknown";
  reply: "needed" | "not-needed";
  wait: boolean;
  /** How likely it is right, 0 to 1. */
  confidence: number;
  scores: Record<Axis, number>;
  /** Codes of the diagnostics that led here, weightiest first. */
  reasons: string[];
  summary: string;
  shared_hours?: { start: string; end: string };
  plan?: { live: string[]; write: string[] };
}

export interface Diagnostic {
  code: string;
  name: string;
  severity: Severity;
  confidence: number;
  /** What the text does. */
  message: string;
  /** Why it matters; may be empty. */
  note: string;
  /** What to do; may be empty. */
  help: string;
  /** The words, secrets masked. */
  text: string;
  region: Region;
  part?: string;
  range: Range;
  offset: Span;
  source: Span;
  related: { message: string; text: string; range: Range; offset: Span; part?: string }[];
  more: number;
  suggestions: Suggestion[];
  fingerprint: string;
}

export interface Suggestion {
  title: string;
  applicability: "safe" | "unsafe" | "display-only";
  edits: { offset: Span; text: string; part?: string }[];
}

export interface Stretch {
  kind: Region;
  part?: string;
  range: Range;
  offset: Span;
  source: Span;
  why?: string;
}

/** A line and a column, from 1, in bytes of UTF-8, characters and units of UTF-16. */
export interface Place { line: number; byte: number; char: number; utf16: number }
/** The end is exclusive. */
export interface Range { start: Place; end: Place }
/** Bytes of UTF-8 from 0, the end exclusive. */
export interface Span { start: number; end: number }

/** Where a diagnostic stands, in units of UTF-16, as `String.slice` and every text field of a page count. */
export interface Finding {
  diagnostic: Diagnostic;
  /** The field of the request. */
  field: "text" | "subject";
  start: number;
  end: number;
  /** Further places of the same diagnostic. */
  related: FieldSpan[];
  /** Better wordings that can be made in the draft; the edits of one go together, by start. */
  suggestions: {
    title: string;
    applicability: Suggestion["applicability"];
    edits: (FieldSpan & { text: string })[];
  }[];
}

/** A stretch of a field of the request, in units of UTF-16, the end exclusive. */
export interface FieldSpan { field: "text" | "subject"; start: number; end: number }

/**
 * Returns where the diagnostics of a report stand in the draft, in the order of the report. What stands in a part that was
 * decoded (base64, quoted-printable) has the place of what was encoded, for some encodings that of the whole part.
 */
export function findings(report: Report, request: Pick<LintRequest, "text" | "subject">): Finding[];
