import { useId, type ReactNode } from "react";
import type { Definitions } from "~/domain/orders/definitions";
import type { DefinitionsView } from "./definitions";
import { TitledCard } from "~/ui/titled-card";
import { BOOLEAN_SWITCHES, SWITCHES } from "./switches";

export interface SwitchFormProps {
  readonly view: Pick<DefinitionsView, "channels" | "tags">;
  /** What the fields say, as the address has it; the definitions themselves when it says nothing. */
  readonly fields: URLSearchParams;
  /** One sentence for a field that cannot be taken. */
  readonly errors: Readonly<Record<string, string>>;
  /** The form element around the fields: it asks for the preview by its address. */
  readonly form: (children: ReactNode) => ReactNode;
  /** What the change would do, once asked for. */
  readonly preview: ReactNode;
}

/** The switches that change what the numbers mean. Nothing changes before the preview is confirmed. */
export function SwitchForm({ view, fields, errors, form, preview }: SwitchFormProps) {
  return (
    <TitledCard
      id="definition-switches"
      title="What counts"
      summary="The preview shows what a change would do. Nothing changes before you save it, and it can be changed back."
    >
      {form(
        <div key={fields.toString()} className="cb-switches">
          {BOOLEAN_SWITCHES.map((name) => (
            <Switch key={name} name={name} isOn={fields.get(name) === "on"} error={errors[name]} />
          ))}
          <Channels seen={view.channels} fields={fields} error={errors.channelsIncluded} />
          <TextField
            name="excludeOrderTags"
            value={fields.get("excludeOrderTags") ?? ""}
            error={errors.excludeOrderTags}
            note={
              view.tags.length > 0 ? `Tags on your orders: ${view.tags.slice(0, MOST_TAGS).join(", ")}.` : undefined
            }
          />
          <TextField
            name="checkoutSources"
            value={fields.get("checkoutSources") ?? ""}
            error={errors.checkoutSources}
          />
          <TextField
            name="abandonmentThresholdMinutes"
            value={fields.get("abandonmentThresholdMinutes") ?? ""}
            error={errors.abandonmentThresholdMinutes}
            isNumber
          />
          <button type="submit" name="preview" value="1" className="cb-button">
            Preview the effect
          </button>
        </div>,
      )}
      {preview}
    </TitledCard>
  );
}

const MOST_TAGS = 20;

function Switch({
  name,
  isOn,
  error,
}: {
  readonly name: (typeof BOOLEAN_SWITCHES)[number];
  readonly isOn: boolean;
  readonly error: string | undefined;
}) {
  const id = useId();
  const { label, effect } = SWITCHES[name];
  return (
    <div className="cb-switch">
      <label>
        <input type="checkbox" name={name} value="on" defaultChecked={isOn} aria-describedby={id} />
        <span>{label}</span>
      </label>
      <FieldNote id={id} text={effect} error={error} />
    </div>
  );
}

function Channels({
  seen,
  fields,
  error,
}: {
  readonly seen: readonly string[];
  readonly fields: URLSearchParams;
  readonly error: string | undefined;
}) {
  const id = useId();
  const chosen = fields.getAll("channel");
  const areAll = fields.get("channels") !== "chosen";
  const { label, effect } = SWITCHES.channelsIncluded;
  const offered = [...new Set([...seen, ...chosen])];
  return (
    <fieldset className="cb-switch" aria-describedby={id}>
      <legend>{label}</legend>
      <label>
        <input type="radio" name="channels" value="all" defaultChecked={areAll} />
        <span>All channels, including new ones</span>
      </label>
      <label>
        <input type="radio" name="channels" value="chosen" defaultChecked={!areAll} />
        <span>Only these</span>
      </label>
      <div className="cb-switch__choices">
        {offered.map((channel) => (
          <label key={channel}>
            <input type="checkbox" name="channel" value={channel} defaultChecked={areAll || chosen.includes(channel)} />
            <span>{channel}</span>
          </label>
        ))}
      </div>
      <FieldNote id={id} text={effect} error={error} />
    </fieldset>
  );
}

function TextField({
  name,
  value,
  error,
  note,
  isNumber = false,
}: {
  readonly name: keyof Definitions;
  readonly value: string;
  readonly error: string | undefined;
  readonly note?: string | undefined;
  readonly isNumber?: boolean;
}) {
  const id = useId();
  const { label, effect } = SWITCHES[name];
  return (
    <div className="cb-switch">
      <label className="cb-switch__text">
        <span>{label}</span>
        <input
          type="text"
          name={name}
          className={`cb-input${isNumber ? " cb-input--number" : ""}`}
          inputMode={isNumber ? "numeric" : "text"}
          defaultValue={value}
          aria-describedby={id}
          aria-invalid={error ? true : undefined}
        />
      </label>
      <FieldNote id={id} text={note ? `${effect} ${note}` : effect} error={error} />
    </div>
  );
}

function FieldNote({
  id,
  text,
  error,
}: {
  readonly id: string;
  readonly text: string;
  readonly error: string | undefined;
}) {
  return (
    <div id={id}>
      <p className="cb-muted">{text}</p>
      {error && (
        <p className="cb-field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
