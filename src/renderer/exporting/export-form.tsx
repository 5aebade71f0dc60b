/**
 * The choices of an export: format, style, language, how citations stand, for whom, and what goes with the text.
 */
import { useQuery } from '@tanstack/react-query';
import type { Format, PublishOptions } from '#core/model/publishing.ts';
import { queries } from '#renderer/app/api.ts';
import { useLanguages } from '#renderer/app/languages.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import { addStyleFile } from '#renderer/settings/add-style.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import type { ExportOptions, ExportSubject } from './export-subject.ts';

const FORMATS: { id: Format; label: string }[] = [
  { id: 'html', label: 'HTML' },
  { id: 'markdown', label: 'Markdown' },
  { id: 'pandoc', label: 'Pandoc' },
  { id: 'pdf', label: 'PDF' },
  { id: 'docx', label: 'DOCX' },
  { id: 'json', label: 'JSON' },
];
const EVERYONE = 'everyone';
const SWITCHES: {
  id: keyof PublishOptions & ('openQuestions' | 'confidence' | 'verdicts' | 'grades' | 'contents' | 'sourceList');
  label: string;
  isOn: boolean;
}[] = [
  { id: 'openQuestions', label: 'Open questions', isOn: true },
  { id: 'confidence', label: 'Confidence statements', isOn: false },
  { id: 'verdicts', label: 'Verdict marks', isOn: false },
  { id: 'grades', label: 'Source grades', isOn: false },
  { id: 'contents', label: 'Contents', isOn: false },
  { id: 'sourceList', label: 'Source list', isOn: true },
];

/** What the formats hold that lose nothing but what is left out on purpose. */
function noteOf(format: ExportOptions['format'], noun: ExportSubject['noun'], isInPart: boolean): string {
  if (format === 'json') return 'Everything, with its sources. Galley reads it back as it is.';
  const file = 'Markdown that Pandoc reads, with the sources as CSL-JSON beside it';
  if (noun === 'briefing') return `One document, as ${file}. Galley reads it back as a story.`;
  if (isInPart) return `The rest, as ${file}. What is left out here doesn’t come back.`;
  return `Everything, as ${file}. Galley reads it back as it is.`;
}

type ExportFormProps = {
  subject: ExportSubject;
  options: ExportOptions;
  onChange: (change: Partial<ExportOptions>) => void;
};

export function ExportForm({ subject, options, onChange }: ExportFormProps) {
  const { data: styles } = useQuery(queries.publishing.styles.queryOptions(undefined, { staleTime: 0 }));
  const isReadOnly = useReadOnly();
  const languages = useLanguages();
  const publish = options.publish ?? {};
  const change = (patch: Partial<PublishOptions>) => onChange({ publish: { ...publish, ...patch } });
  // What loses nothing has nothing to choose but what is left out on purpose.
  const isWhole = options.format === 'json' || options.format === 'pandoc';
  const isInPart = Boolean(publish.audience) || publish.openQuestions === false;
  const isPage = options.format === 'markdown' && options.layout === 'page';
  const forWhom = subject.audiences.length > 0 && (
    <Select
      label="For"
      value={publish.audience ?? EVERYONE}
      options={[
        { id: EVERYONE, label: 'Everyone' },
        ...subject.audiences.map((audience) => ({ id: audience, label: capitalised(audience) })),
      ]}
      onChange={(audience) => change({ audience: audience === EVERYONE ? null : audience })}
    />
  );
  const leftOut = (
    <>
      {forWhom}
      <div className="export-switches">
        <Switch
          label="Open questions"
          isOn={publish.openQuestions ?? true}
          onChange={(openQuestions) => change({ openQuestions })}
        />
      </div>
    </>
  );
  return (
    <>
      <Segmented label="Format" value={options.format} options={FORMATS} onChange={(format) => onChange({ format })} />
      {options.format === 'markdown' && subject.noun === 'story' && (
        <Segmented
          label="Layout"
          value={options.layout ?? 'document'}
          options={[
            { id: 'document', label: 'Document' },
            { id: 'page', label: 'Story page' },
          ]}
          onChange={(layout) => onChange({ layout })}
        />
      )}
      {isWhole ? (
        <>
          <p className="export-note">{noteOf(options.format, subject.noun, isInPart)}</p>
          {options.format === 'pandoc' && leftOut}
        </>
      ) : (
        <>
          <Select
            label="Citation style"
            value={options.styleId ?? ''}
            options={(styles ?? []).map(({ id, title }) => ({ id, label: title }))}
            onChange={(styleId) => {
              const isNotes = styles?.find(({ id }) => id === styleId)?.isNotes ?? false;
              // Notes are what such a style is made for.
              onChange({
                styleId,
                ...(isNotes && !isPage && { publish: { ...publish, citations: 'footnotes' as const } }),
              });
            }}
          />
          <Button
            variant="quiet"
            className="export-add-style"
            isDisabled={isReadOnly}
            onPress={() => void addStyleFile().then((added) => added && onChange({ styleId: added }))}
          >
            Add a style file…
          </Button>
          {isPage && leftOut}
          {!isPage && (
            <>
              <Select
                label="Language of the citations"
                value={options.localeId ?? 'en-US'}
                options={languages}
                onChange={(localeId) => onChange({ localeId })}
              />
              <Segmented
                label="Citations"
                value={publish.citations ?? 'inline'}
                options={[
                  { id: 'inline', label: 'In the text' },
                  { id: 'footnotes', label: 'Footnotes' },
                  { id: 'numbered', label: 'Numbered' },
                ]}
                onChange={(citations) => change({ citations })}
              />
              {forWhom}
              <div className="export-switches">
                {SWITCHES.map(({ id, label, isOn }) => (
                  <Switch
                    key={id}
                    label={label}
                    isOn={
                      publish[id] ??
                      (id === 'sourceList' && options.format === 'markdown' && subject.noun === 'story'
                        ? publish.citations === 'numbered'
                        : isOn)
                    }
                    onChange={(now) => change({ [id]: now })}
                  />
                ))}
              </div>
            </>
          )}
        </>
      )}
    </>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
