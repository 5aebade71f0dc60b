import { describe, expect, it } from 'vitest';
import { copyExtensionOf } from '#core/intake/copy-kind.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

describe('what a copy is', () => {
  it.each<[string, Uint8Array]>([
    ['pdf', bytes('%PDF-1.7\n%âãÏÓ')],
    ['pdf', bytes(`${'x'.repeat(900)}\n%PDF-1.4`)],
    ['html', bytes('<!DOCTYPE html><html>')],
    ['html', bytes('\ufeff\n <!-- saved from url=(0014)about:internet -->\n<html lang="en">')],
    ['html', bytes('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">')],
    ['html', bytes('<p>A page that nobody finished')],
    ['html', utf16('<!doctype html>')],
    [
      'mhtml',
      bytes('From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n'),
    ],
    ['txt', bytes('Plain words, with < and > in them.')],
    ['txt', bytes('Words\u0000with a\u0000few zero bytes in them')],
    ['txt', bytes('<pre-release notes>')],
    ['txt', utf16('Wörter')],
    ['txt', new Uint8Array(Buffer.from('Wörter in Latin-1', 'latin1'))],
    ['txt', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ])('is %s by its content', (extension, head) => {
    expect(copyExtensionOf(head)).toBe(extension);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['an archive or an office document', bytes('PK\u0003\u0004 mostly readable text follows it here')],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['a program', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0])],
    ['noise', Uint8Array.from({ length: 4_000 }, (_, index) => (index * 7_919) % 251)],
    ['zero bytes', new Uint8Array(500)],
  ])('is not taken where it is %s', (_, head) => {
    expect(copyExtensionOf(head)).toBeUndefined();
  });
});
