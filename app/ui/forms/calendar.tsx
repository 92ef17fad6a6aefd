import { useState } from "react";
import { DatePicker } from "~/ui/polaris";
import type { Dates } from "./date-fields";

export interface CalendarProps {
  readonly dates: Dates;
  readonly onChange: (dates: Dates) => void;
}

/** Months to pick first and last day from. */
export default function Calendar({ dates, onChange }: CalendarProps) {
  const [start, end] = [dayAt(dates.from), dayAt(dates.to)];
  const [shown, setShown] = useState(end ?? new Date());
  return (
    <DatePicker
      allowRange
      month={shown.getMonth()}
      year={shown.getFullYear()}
      selected={start && end ? { start, end } : undefined}
      weekStartsOn={1}
      onMonthChange={(month, year) => setShown(new Date(year, month))}
      onChange={(range) => onChange({ from: isoDay(range.start), to: isoDay(range.end) })}
    />
  );
}

/** The picker counts days by the clock of the browser, so a day is its midnight there. */
function dayAt(isoDay: string): Date | null {
  const date = new Date(`${isoDay}T00:00`);
  return Number.isNaN(date.getTime()) ? null : date;
}

function isoDay(date: Date): string {
  const padded = (part: number, length: number) => String(part).padStart(length, "0");
  return `${padded(date.getFullYear(), 4)}-${padded(date.getMonth() + 1, 2)}-${padded(date.getDate(), 2)}`;
}
