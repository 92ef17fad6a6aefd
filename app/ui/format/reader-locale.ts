import { createContext, useContext } from "react";

const ReaderLocale = createContext("en");

/** Says which language the reader reads (BCP 47): numbers, dates and words follow it. */
export const ReaderLocaleProvider = ReaderLocale.Provider;

export const useReaderLocale = () => useContext(ReaderLocale);
