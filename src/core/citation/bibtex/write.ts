/**
 * CSL items into a `.bib` file that BibTeX and BibLaTeX both read.
 */
import type { CslDate, CslItem } from '#core/model/source.ts';
import { dateSpanOf, dateText } from '../date-text.ts';
import { edtfOf } from '../edtf.ts';
import { isParagraphed } from '../paragraphs.ts';
import {
  DATE_VARIABLES,
  dateIn,
  NAME_VARIABLES,
  namesIn,
  TEXT_VARIABLES,
  type TextVariable,
  textIn,
} from '../variables.ts';
import { encodeLatex, encodeParagraphs, encodeTitle } from './encode-latex.ts';
import { entryTypeOf } from './entry-types.ts';
import { fieldOf, IDENTIFIER, VERBATIM, variablesIn } from './field-names.ts';
import { babelName } from './languages.ts';
import { bibNames } from './names.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TITLES = new Set<TextVariable>(['title', 'title-short']);

/** One entry with a line break at its end; `key` names it in the file. */
export function bibEntry(item: CslItem, key: string): string {
  const { entryType, subtype } = entryTypeOf(item.type);
  const lines: string[] = [];
  const add = (field: string, value: string) => value && lines.push(`  ${field} = {${value}},`);
  for (const variable of variablesIn(NAME_VARIABLES))
    add(fieldOf(variable, entryType), bibNames(namesIn(item, variable)));
  for (const variable of variablesIn(TEXT_VARIABLES)) {
    const text = textIn(item, variable);
    const field = fieldOf(variable, entryType);
    if (text === '' || variable === 'citation-key') continue;
    if (variable === 'language') add(...languageField(text));
    else if (variable === 'archive_location' && IDENTIFIER.test(text)) add(field, text);
    else if (VERBATIM.has(field)) add(field, verbatim(text));
    else if (isParagraphed(variable)) add(field, encodeParagraphs(text));
    else add(field, TITLES.has(variable) ? encodeTitle(text) : encodeLatex(text));
  }
  for (const variable of variablesIn(DATE_VARIABLES))
    lines.push(...dateLines(dateIn(item, variable), variable, entryType));
  if (subtype) add('entrysubtype', subtype);
  return `@${entryType}{${key},\n${lines.join('\n')}\n}\n`;
}

/** BibLaTeX's date, and for the year of publication BibTeX's fields beside it. What is no date stands as the year, in words. */
function dateLines(date: CslDate | undefined, variable: keyof typeof DATE_VARIABLES, entryType: string): string[] {
  const span = dateSpanOf(date);
  const field = fieldOf(variable, entryType);
  if (!span) {
    const words = dateText(date);
    return words ? [`  ${variable === 'issued' ? 'year' : field} = {${encodeLatex(words)}},`] : [];
  }
  const lines = [`  ${field} = {${edtfOf(span)}},`];
  if (variable !== 'issued') return lines;
  const { year, month } = span.start;
  return [...lines, `  year = {${year}},`, ...(month === undefined ? [] : [`  month = ${MONTHS[month - 1]},`])];
}

/** babel's name where it has one; what has none is written as it is. */
function languageField(tag: string): [field: string, value: string] {
  const name = babelName(tag);
  return name ? ['langid', name] : ['language', encodeLatex(tag)];
}

/** An address as it is, but for what would end the field too early. */
function verbatim(text: string): string {
  return text.replace(/[{}\\\s]/g, (character) => encodeURIComponent(character));
}
