/**
 * Formulas as bibliographies hold them, `10$^{-3}$` and `$\alpha$`, into text: signs as Unicode has them, what stands above or below
 * the line as Unicode’s own digits or else in the tags of CSL-JSON’s rich text.
 */

/** What each command prints in a formula. */
export const MATH_SIGNS: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ϵ',
  varepsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  vartheta: 'ϑ',
  iota: 'ι',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  varsigma: 'ς',
  tau: 'τ',
  upsilon: 'υ',
  phi: 'ϕ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Xi: 'Ξ',
  Pi: 'Π',
  Sigma: 'Σ',
  Upsilon: 'Υ',
  Phi: 'Φ',
  Psi: 'Ψ',
  Omega: 'Ω',
  times: '×',
  cdot: '·',
  div: '÷',
  pm: '±',
  mp: '∓',
  ast: '∗',
  circ: '∘',
  bullet: '•',
  sim: '∼',
  simeq: '≃',
  approx: '≈',
  cong: '≅',
  equiv: '≡',
  propto: '∝',
  neq: '≠',
  ne: '≠',
  leq: '≤',
  le: '≤',
  leqslant: '⩽',
  geq: '≥',
  ge: '≥',
  geqslant: '⩾',
  ll: '≪',
  gg: '≫',
  lt: '<',
  gt: '>',
  in: '∈',
  notin: '∉',
  subset: '⊂',
  subseteq: '⊆',
  cup: '∪',
  cap: '∩',
  emptyset: '∅',
  forall: '∀',
  exists: '∃',
  neg: '¬',
  land: '∧',
  wedge: '∧',
  lor: '∨',
  vee: '∨',
  oplus: '⊕',
  otimes: '⊗',
  to: '→',
  rightarrow: '→',
  leftarrow: '←',
  leftrightarrow: '↔',
  Rightarrow: '⇒',
  Leftarrow: '⇐',
  Leftrightarrow: '⇔',
  uparrow: '↑',
  downarrow: '↓',
  mapsto: '↦',
  infty: '∞',
  partial: '∂',
  nabla: '∇',
  sum: '∑',
  prod: '∏',
  int: '∫',
  prime: '′',
  ell: 'ℓ',
  hbar: 'ℏ',
  Re: 'ℜ',
  Im: 'ℑ',
  aleph: 'ℵ',
  langle: '⟨',
  rangle: '⟩',
  ldots: '…',
  cdots: '⋯',
  dots: '…',
  dagger: '†',
  ddagger: '‡',
  star: '⋆',
  degree: '°',
  mid: '∣',
  vert: '|',
  parallel: '∥',
  perp: '⊥',
  backslash: '\\',
  quad: '\u2003',
};

/** Commands that only say how what follows is set. */
const SETTING = new Set(
  'mathrm mathit mathbf mathsf mathtt mathcal mathbb mathfrak mathnormal boldsymbol bm text textrm textit textbf textnormal mbox rm it bf operatorname left right big Big displaystyle limits mathop mathrel mathbin ensuremath'.split(
    ' ',
  ),
);
const ACCENTS: Readonly<Record<string, string>> = {
  bar: '\u0304',
  overline: '\u0305',
  hat: '\u0302',
  widehat: '\u0302',
  tilde: '\u0303',
  widetilde: '\u0303',
  dot: '\u0307',
  ddot: '\u0308',
  vec: '\u20d7',
  check: '\u030c',
};
const RAISED = new Map([...'0123456789+−=()ni'].map((sign, at) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ'][at] ?? '']));
const LOWERED = new Map([...'0123456789+−=()'].map((sign, at) => [sign, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][at] ?? '']));

/** Text that stands above the line. */
export function raised(text: string): string {
  return shifted(text, RAISED, 'sup');
}

/** Text that stands below the line. */
export function lowered(text: string): string {
  return shifted(text, LOWERED, 'sub');
}

function shifted(text: string, signs: ReadonlyMap<string, string>, tag: string): string {
  const written = [...text].map((sign) => signs.get(sign === '-' ? '−' : sign));
  return text === '' || written.every((sign) => sign !== undefined) ? written.join('') : `<${tag}>${text}</${tag}>`;
}

/** The text of a formula, without its dollar signs; undefined where it holds what isn't understood. */
export function mathText(latex: string): string | undefined {
  const reader = new Formula(latex);
  const text = reader.rest();
  return reader.isUnderstood ? text : undefined;
}

class Formula {
  isUnderstood = true;
  readonly #latex: string;
  #at = 0;

  constructor(latex: string) {
    this.#latex = latex;
  }

  /** All up to the brace that closes the group, or the end. */
  rest(): string {
    let text = '';
    while (this.#at < this.#latex.length && this.#latex[this.#at] !== '}') text += this.#next();
    return text;
  }

  #next(): string {
    const character = String.fromCodePoint(this.#latex.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    switch (character) {
      case '{':
        return this.#group();
      case '^':
        return raised(this.#argument());
      case '_':
        return lowered(this.#argument());
      case '-':
        return '−';
      case "'":
        return '′';
      case '~':
        return '\u00a0';
      case '\\':
        return this.#command();
      default:
        return character;
    }
  }

  #group(): string {
    const text = this.rest();
    this.#at += 1;
    return text;
  }

  #argument(): string {
    this.#match(/\s*/y);
    return this.#at < this.#latex.length ? this.#next() : '';
  }

  #command(): string {
    const word = this.#match(/[A-Za-z]+/y);
    if (!word) {
      const sign = this.#match(/[^A-Za-z]/y);
      if (/^[%#&_${}|]$/.test(sign)) return sign;
      if (/^[ ,;:>]$/.test(sign)) return ' ';
      this.isUnderstood &&= sign === '!';
      return '';
    }
    const space = this.#match(/\s*/y);
    const sign = Object.hasOwn(MATH_SIGNS, word) ? MATH_SIGNS[word] : undefined;
    // After a letter it only ends the word.
    if (sign !== undefined) return /^\p{L}$/u.test(sign) ? sign : sign + space;
    if (SETTING.has(word)) return '';
    if (Object.hasOwn(ACCENTS, word)) return this.#argument() + ACCENTS[word];
    if (word === 'frac') return `${this.#argument()}/${this.#argument()}`;
    if (word === 'sqrt') return `√${this.#argument()}`;
    this.isUnderstood = false;
    return '';
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#latex)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}
