import { isObject, type JsonObject } from '../kernel/json';

/** The text an event came as, parsed once, when somebody asks for what it says. */
export class EventBody {
  private parsed: JsonObject | undefined;

  constructor(readonly raw: string) {}

  /** What the text says. Numbers are as JavaScript can hold them; `raw` has them as they came. */
  get json(): JsonObject {
    if (this.parsed === undefined) {
      const value: unknown = JSON.parse(this.raw);
      this.parsed = isObject(value) ? value : {};
    }
    return this.parsed;
  }
}
