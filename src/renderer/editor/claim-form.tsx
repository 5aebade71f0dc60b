/**
 * The form for a claim, at its place in the text: confidence, likelihood by the words of ICD 203, a note. What is set
 * goes into the story at once and is undone with it; the form only stands beside the text, and typing there closes it.
 */
import { useQuery } from '@tanstack/react-query';
import { $getNodeByKey, type LexicalEditor } from 'lexical';
import { Eraser } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { bandOf } from '#core/assessment/bands.ts';
import { LIKELIHOOD_TERMS, type LikelihoodTerm, likelihoodOf } from '#core/assessment/likelihood.ts';
import { $isClaimNode, $removeClaim } from '#core/document/nodes/claim-node.ts';
import type { Claim } from '#core/model/claim.ts';
import { queries } from '#renderer/app/api.ts';
import { useStoryAssessment } from '#renderer/assessment/story-assessment.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { PercentSlider } from '#renderer/ui/slider.tsx';
import { TextArea } from '#renderer/ui/text-field.tsx';
import type { Bursts } from './bursts.ts';
import type { EditorUi, ClaimForm as FormState } from './editor-ui.ts';
import { Floating } from './floating.tsx';
import { focusText } from './focus-text.ts';
import { placeOfNode } from './text-places.ts';

const NOT_STATED = 'none';
const LIKELIHOODS: { id: LikelihoodTerm['id'] | typeof NOT_STATED; label: string }[] = [
  { id: NOT_STATED, label: 'Not stated' },
  ...LIKELIHOOD_TERMS.map(({ id, name, fromPercent, toPercent }) => ({
    id,
    label: `${name}, ${fromPercent}–${toPercent} %`,
  })),
];

type ClaimFormProps = { editor: LexicalEditor; ui: EditorUi; bursts: Bursts; form: FormState };

export function ClaimForm({ editor, ui, bursts, form: { key, takesFocus } }: ClaimFormProps) {
  const [claim, setClaim] = useState(() => claimIn(editor, key));
  const box = useRef<HTMLDivElement>(null);
  const { data: info } = useQuery(queries.library.info.queryOptions());
  const evidence = useStoryAssessment(({ assessment }) => (claim ? assessment?.claims.get(claim.id) : undefined));
  const close = () => {
    ui.setState({ claimForm: null });
    focusText(editor);
  };

  useEffect(() => {
    if (takesFocus) box.current?.querySelector('input')?.focus();
  }, [takesFocus]);
  useEffect(() => {
    const onDown = ({ target }: PointerEvent) => {
      const isInside = target instanceof Element && (box.current?.contains(target) || target.closest('.g-float'));
      if (!isInside) ui.setState({ claimForm: null });
    };
    document.addEventListener('pointerdown', onDown, true);
    const stop = editor.registerUpdateListener(({ dirtyLeaves }) => {
      const now = claimIn(editor, key);
      setClaim(now);
      if (dirtyLeaves.size > 0 || !now) ui.setState({ claimForm: null });
    });
    return () => {
      document.removeEventListener('pointerdown', onDown, true);
      stop();
    };
  }, [editor, ui, key]);

  if (!claim) return null;
  const change = (patch: Partial<Claim>) =>
    bursts.update(`claim ${claim.id} ${Object.keys(patch).join(' ')}`, () => {
      const node = $getNodeByKey(key);
      const before = $isClaimNode(node) ? node.getClaim() : null;
      if ($isClaimNode(node) && before) node.setClaim({ ...before, ...patch });
    });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.metaKey || event.ctrlKey))) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  const { confidencePercent, likelihoodPercent, note } = claim;
  const suggested = evidence?.suggestedPercent ?? null;
  const term = likelihoodPercent === null ? null : likelihoodOf(likelihoodPercent);

  return (
    <Floating boxRef={box} placeOf={() => placeOfNode(editor, key)} placeKey={key} className="claim-form">
      <section aria-label="Claim" onKeyDown={onKeyDown}>
        <div className="claim-weight">
          <PercentSlider
            label="Confidence"
            size="gauge"
            valuePercent={confidencePercent}
            {...(confidencePercent !== null && { bandWord: bandOf(confidencePercent, info?.settings.bands) })}
            tick={
              suggested === null
                ? undefined
                : { percent: suggested, label: `The evidence for its sentence suggests about ${suggested} %` }
            }
            onChangeEnd={(percent) => change({ confidencePercent: percent })}
          />
          <IconButton
            label="Say nothing of confidence"
            isDisabled={confidencePercent === null}
            onPress={() => change({ confidencePercent: null })}
          >
            <Eraser aria-hidden />
          </IconButton>
        </div>
        <Select
          label="Likelihood"
          value={term?.id ?? NOT_STATED}
          options={LIKELIHOODS}
          onChange={(id) => change({ likelihoodPercent: middleOf(id) })}
        />
        {term && (
          <PercentSlider
            label="Likelihood in per cent"
            size="gauge"
            tone="ink"
            minPercent={1}
            maxPercent={99}
            valuePercent={likelihoodPercent}
            bandWord={term.name}
            onChangeEnd={(percent) => change({ likelihoodPercent: percent })}
          />
        )}
        <TextArea
          label="Note"
          placeholder="What it rests on, what would change it"
          value={note}
          maxLength={20_000}
          onChange={(next) => change({ note: next })}
        />
        <div className="form-foot">
          <Button
            variant="quiet"
            onPress={() => {
              ui.setState({ claimForm: null });
              editor.update(() => {
                const node = $getNodeByKey(key);
                if ($isClaimNode(node)) $removeClaim(node);
              });
              focusText(editor);
            }}
          >
            Remove claim
          </Button>
          <span className="form-foot-gap" />
          <Button variant="primary" onPress={close}>
            Done
          </Button>
        </div>
      </section>
    </Floating>
  );
}

function claimIn(editor: LexicalEditor, key: string): Claim | null {
  return editor.read('latest', () => {
    const node = $getNodeByKey(key);
    return $isClaimNode(node) ? node.getClaim() : null;
  });
}

/** The percentage in the middle of a term; null for none. */
function middleOf(id: LikelihoodTerm['id'] | typeof NOT_STATED): number | null {
  const term = LIKELIHOOD_TERMS.find((candidate) => candidate.id === id);
  return term ? Math.round((term.fromPercent + term.toPercent) / 2) : null;
}
