/**
 * The details of the selected source: its fields, its grade, its notes, and the stories that cite it.
 */
import { useQuery } from '@tanstack/react-query';
import { ExternalLink, FileText, Plus, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { CSL_TYPES, type CslItem, type CslName, type Grade, type Source } from '#core/model/source.ts';
import { queries } from '#renderer/app/api.ts';
import { openExternal } from '#renderer/app/desktop.ts';
import { openStory } from '#renderer/app/navigation.ts';
import { useReadOnly } from '#renderer/app/reading.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { TextArea, TextField } from '#renderer/ui/text-field.tsx';
import { TokenField } from '#renderer/ui/token-field.tsx';
import { CopyTab } from './copy-tab.tsx';
import { FIELD_NAMES, fieldsOf, GRADE_NAMES, TYPE_NAMES, typeName } from './csl-form.ts';
import { dateFrom, dateText } from './date-field.ts';
import { ExcerptsTab } from './excerpts-tab.tsx';
import { useSourceEditing } from './source-saving.ts';

const GRADES = (Object.keys(GRADE_NAMES) as Grade[]).map((id) => ({
  id,
  label: id,
  name: `${id}: ${GRADE_NAMES[id]}`,
}));

export function SourceDetails({ onDelete }: { onDelete: (source: Source) => void }) {
  const { source, status, flush, reload } = useSourceEditing();
  const isReadOnly = useReadOnly();
  const [tab, setTab] = useState('details');
  const [shownExcerpt, setShownExcerpt] = useState<{ excerptId: string } | null>(null);
  const { data: citedIn } = useQuery(
    queries.sources.citedIn.queryOptions({ id: source?.id ?? '' }, { enabled: source !== null, staleTime: 0 }),
  );
  if (!source) return <EmptyState Icon={FileText} text="Select a source to see and edit its details." />;
  return (
    <>
      <Tabs
        key={source.id}
        label="Source"
        selectedId={tab}
        onSelect={(id) => {
          setShownExcerpt(null);
          setTab(id);
        }}
        tabs={[
          {
            id: 'details',
            title: 'Details',
            content: (
              <fieldset className="source-fields" disabled={isReadOnly}>
                <DetailsForm source={source} onDelete={onDelete} />
              </fieldset>
            ),
          },
          {
            id: 'copy',
            title: 'Copy',
            count: source.copies.length > 1 ? source.copies.length : 0,
            content: <CopyTab source={source} shownExcerpt={shownExcerpt} />,
          },
          {
            id: 'excerpts',
            title: 'Excerpts',
            count: source.excerpts.length,
            content: (
              <ExcerptsTab
                source={source}
                onShow={(excerptId) => {
                  setShownExcerpt({ excerptId });
                  setTab('copy');
                }}
              />
            ),
          },
          {
            id: 'cited-in',
            title: 'Cited in',
            count: citedIn?.length ?? 0,
            content: <CitedIn stories={citedIn ?? []} />,
          },
        ]}
      />
      <div className="status-line" role="status" aria-label="Save status">
        {status === 'saved' && (isReadOnly ? 'Reading only' : 'All changes saved')}
        {(status === 'saving' || status === 'unsaved') && 'Saving…'}
        {typeof status === 'object' && (
          <>
            <span className="source-problem">{status.problem}</span>
            <Button variant="quiet" onPress={() => void (status.isConflict ? reload() : flush())}>
              {status.isConflict ? 'Show the other version' : 'Try again'}
            </Button>
          </>
        )}
      </div>
    </>
  );
}

function DetailsForm({ source, onDelete }: { source: Source; onDelete: (source: Source) => void }) {
  const { change, flush } = useSourceEditing();
  const { csl } = source;
  const changeCsl = (patch: Partial<CslItem>) => {
    const next: CslItem = { ...csl, ...patch };
    for (const [key, value] of Object.entries(patch)) if (value === undefined || value === '') delete next[key];
    // A title is what a bare citation lacked.
    change({ csl: next, ...(source.needsDetails && patch.title && { needsDetails: false }) });
  };
  const types = CSL_TYPES.filter((type) => type in TYPE_NAMES || type === csl.type).map((id) => ({
    id,
    label: typeName(id),
  }));
  return (
    <form className="source-form" onBlur={() => void flush()} onSubmit={(event) => event.preventDefault()}>
      <Select label="Type" value={csl.type} options={types} onChange={(type) => changeCsl({ type })} />
      {fieldsOf(csl).map((field) => (
        <div key={field} className="source-field">
          <TextField
            label={FIELD_NAMES[field]}
            value={String(csl[field] ?? '')}
            onChange={(value) => changeCsl({ [field]: value })}
          />
          {field === 'URL' && csl.URL && (
            <IconButton label="Open in the browser" onPress={() => openExternal(csl.URL ?? '')}>
              <ExternalLink aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      <div className="source-two">
        <DateField
          key={`${source.id}-issued`}
          label="Date"
          date={csl.issued}
          onChange={(issued) => changeCsl({ issued })}
        />
        <DateField
          key={`${source.id}-accessed`}
          label="Accessed"
          date={csl.accessed}
          onChange={(accessed) => changeCsl({ accessed })}
        />
      </div>
      <Authors
        names={csl.author ?? []}
        onChange={(author) => changeCsl({ author: author.length > 0 ? author : undefined })}
      />
      <div className="source-reliability">
        <Segmented label="Reliability" value={source.grade} options={GRADES} onChange={(grade) => change({ grade })} />
        <span>{source.grade ? GRADE_NAMES[source.grade] : 'Not graded yet'}</span>
        {source.grade && (
          <Button variant="quiet" onPress={() => change({ grade: null })}>
            Clear
          </Button>
        )}
      </div>
      <div className="g-field">
        <span className="react-aria-Label">Tags</span>
        <TokenField label="Tags" tokens={source.tags} onChange={(tags) => change({ tags })} placeholder="Add a tag" />
      </div>
      <TextArea
        label="Notes"
        value={source.notes}
        placeholder="What the desk should know"
        onChange={(notes) => change({ notes })}
      />
      <Button className="source-delete" onPress={() => onDelete(source)}>
        <Trash2 aria-hidden /> Delete source
      </Button>
    </form>
  );
}

type CslDateOf = CslItem['issued'];

function DateField({ label, date, onChange }: { label: string; date: CslDateOf; onChange: (date: CslDateOf) => void }) {
  const [typed, setTyped] = useState(() => dateText(date));
  const isBad = dateFrom(typed) === undefined && typed !== dateText(date);
  return (
    <TextField
      label={label}
      value={typed}
      placeholder="4 March 2026"
      problem={isBad ? 'Write a date as 4 March 2026, March 2026 or 2026.' : undefined}
      onChange={(text) => {
        setTyped(text);
        const read = dateFrom(text);
        if (read !== undefined) onChange(read ?? undefined);
      }}
    />
  );
}

function Authors({ names, onChange }: { names: readonly CslName[]; onChange: (names: CslName[]) => void }) {
  const [typed, setTyped] = useState('');
  const add = () => {
    const name = typed.trim();
    setTyped('');
    if (name) onChange([...names, nameFrom(name)]);
  };
  return (
    <fieldset className="source-authors" aria-label="Authors">
      {names.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two authors may have one name
        <span key={index} className="source-author">
          {nameText(name)}
          <IconButton
            label={`Remove ${nameText(name)}`}
            onPress={() => onChange(names.filter((_, at) => at !== index))}
          >
            <X aria-hidden />
          </IconButton>
        </span>
      ))}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears Enter from the field inside, which is the control */}
      <div className="source-field" onKeyDown={(event) => event.key === 'Enter' && add()}>
        <TextField
          label="Authors"
          value={typed}
          placeholder="Family, Given – or an organisation"
          onChange={setTyped}
          onBlur={add}
        />
        <IconButton label="Add this author" onPress={add}>
          <Plus aria-hidden />
        </IconButton>
      </div>
    </fieldset>
  );
}

/** `Family, Given` is a person; a name without a comma is an organisation's. */
function nameFrom(text: string): CslName {
  const [family = '', given] = text.split(/,\s*(.*)/s);
  return given ? { family: family.trim(), given: given.trim() } : { literal: text };
}

function nameText(name: CslName): string {
  return name.literal ?? [name.given, name.family].filter(Boolean).join(' ');
}

function CitedIn({ stories }: { stories: readonly { id: string; title: string }[] }) {
  if (stories.length === 0) return <EmptyState Icon={FileText} text="No story cites this source yet." />;
  return (
    <ul className="cited-in" aria-label="Stories that cite this source">
      {stories.map(({ id, title }) => (
        <li key={id}>
          <button type="button" onClick={() => openStory(id)}>
            {title || 'Untitled story'}
          </button>
        </li>
      ))}
    </ul>
  );
}
