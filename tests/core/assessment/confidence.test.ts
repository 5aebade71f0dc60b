import { describe, expect, it } from 'vitest';
import { confidencesIn } from '#core/assessment/confidence.ts';

describe('statements of confidence', () => {
  it.each([
    ['We assess with high confidence that it failed.', 'high'],
    ['We assess with moderate confidence that it failed.', 'moderate'],
    ['We have low confidence in this judgement.', 'low'],
    ['With moderate-to-high confidence, the desk says so.', 'moderate'],
    ['This is a high-confidence judgement.', 'high'],
    ['Our confidence in these figures is low.', 'low'],
    ['Confidence in this assessment is moderate.', 'moderate'],
    ['We are confident that it failed.', 'high'],
    ['We are fairly confident of it.', 'moderate'],
    ['We are not very confident of it.', 'low'],
    ['It is likely, and we have moderate confidence in this, that it failed.', 'moderate'],
    ['Our confidence level is moderate.', 'moderate'],
    ['Our level of confidence is low.', 'low'],
    ['A deal is close (confidence: high).', 'high'],
    ['The desk says so with a moderate degree of confidence.', 'moderate'],
    ['The desk holds with 60 % confidence that it failed.', 'moderate'],
  ])('“%s” is %s', (text, level) => {
    expect(confidencesIn(text).map((stated) => stated.level)).toEqual([level]);
  });

  it.each([
    'They agreed on confidence-building measures.',
    'The government lost a vote of no confidence.',
    'Consumer confidence is low.',
    'There is low confidence in the banks.',
    'High confidence among investors lifted the index.',
    'The 95 % confidence interval is wide.',
    'At the 95 % confidence level the effect is gone.',
    'He confided in her, in confidence.',
    'She was confident and calm.',
    'High-confidence-building talks went on.',
  ])('“%s” is none', (text) => {
    expect(confidencesIn(text)).toEqual([]);
  });
});
