/**
 * The claim: an inline element around the words that it marks. It never lies in another claim, nor in code.
 */
import {
  $copyNode,
  $create,
  $getState,
  $isRangeSelection,
  $setState,
  type BaseSelection,
  createState,
  type DOMExportOutput,
  defineExtension,
  ElementNode,
  type LexicalNode,
  type RangeSelection,
} from 'lexical';
import { likelihoodOf } from '#core/assessment/likelihood.ts';
import { type Claim, claimSchema } from '#core/model/claim.ts';
import { newId } from '#core/model/primitives.ts';
import { createElement } from './dom.ts';

const claimState = createState('claim', {
  parse: (value): Claim | null => claimSchema.safeParse(value).data ?? null,
});

/** An inline element that carries a claim. Its JSON is `{type: 'claim', claim: Claim, children}`. */
export class ClaimNode extends ElementNode {
  override $config() {
    return this.config('claim', { extends: ElementNode, stateConfigs: [{ stateConfig: claimState, flat: true }] });
  }

  /** The claim; null only where a pasted node carried none that is valid. */
  getClaim(): Claim | null {
    return $getState(this, claimState);
  }

  setClaim(claim: Claim): this {
    return $setState(this, claimState, claim);
  }

  /** A copy, as one of two halves is when a line is split, is a claim of its own. */
  override resetOnCopyNodeFrom(original: this): void {
    super.resetOnCopyNodeFrom(original);
    const claim = this.getClaim();
    if (claim) this.setClaim({ ...claim, id: newId() });
  }

  override createDOM(): HTMLElement {
    const element = createElement('span');
    element.className = 'claim';
    const claim = this.getClaim();
    if (claim) paintClaim(element, claim);
    return element;
  }

  override updateDOM(previous: this, element: HTMLElement): boolean {
    const claim = this.getClaim();
    if (claim && $getState(previous, claimState, 'direct') !== claim) paintClaim(element, claim);
    return false;
  }

  override exportDOM(): DOMExportOutput {
    return { element: createElement('span') };
  }

  override insertNewAfter(_: RangeSelection, restoreSelection = true): ElementNode {
    const rest = $copyNode(this);
    this.insertAfter(rest, restoreSelection);
    return rest;
  }

  override canInsertTextBefore(): false {
    return false;
  }

  override canInsertTextAfter(): false {
    return false;
  }

  override canBeEmpty(): false {
    return false;
  }

  override isInline(): true {
    return true;
  }

  /** Copied as a whole, a claim is copied with its words; a part of them is only text. */
  override extractWithChild(_: LexicalNode, selection: BaseSelection): boolean {
    return $isRangeSelection(selection) && selection.getTextContent() === this.getTextContent();
  }
}

/** Creates a claim node without words; call it inside an update. */
export function $createClaimNode(claim: Claim): ClaimNode {
  return $create(ClaimNode).setClaim(claim);
}

export function $isClaimNode(node: LexicalNode | null | undefined): node is ClaimNode {
  return node instanceof ClaimNode;
}

/** Takes a claim off its words, which stay. */
export function $removeClaim(node: ClaimNode): void {
  for (const child of node.getChildren()) node.insertBefore(child);
  node.remove();
}

/** Keeps claims where they may be: a claim in a claim or in code, without words or without its data is only text. */
export const ClaimExtension = defineExtension({
  name: 'galley/Claim',
  nodes: [ClaimNode],
  register: (editor) =>
    editor.registerNodeTransform(ClaimNode, (node) => {
      const isMisplaced = node.getParents().some((parent) => $isClaimNode(parent) || parent.getType() === 'code');
      if (isMisplaced || node.isEmpty() || node.getClaim() === null) $removeClaim(node);
    }),
});

function paintClaim(element: HTMLElement, claim: Claim): void {
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', claimInWords(claim));
  element.dataset.mark = claim.confidencePercent === null ? '' : String(claim.confidencePercent);
}

/** "Claim, confidence 60 %, likely": a claim as it is said to somebody who doesn't see its mark. */
function claimInWords({ confidencePercent, likelihoodPercent }: Claim): string {
  return [
    'Claim',
    ...(confidencePercent === null ? [] : [`confidence ${confidencePercent} %`]),
    ...(likelihoodPercent === null ? [] : [likelihoodOf(likelihoodPercent).name]),
  ].join(', ');
}
