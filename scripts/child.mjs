/**
 * Running a program in our place: its streams are ours, signals go on to it, its exit status becomes ours.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { childEnvironment } from './setup.mjs';

/** Resolves to the exit status; 128 plus the signal's number where one ended it. */
export function inOurPlace(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env: childEnvironment(), ...options });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass);
    process.on('SIGTERM', pass);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', pass);
      process.off('SIGTERM', pass);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
