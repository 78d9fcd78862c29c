import type { Check, Resource, Subject } from '@portreeve/client';

export const CLERK: Subject = { type: 'user', id: 'eve', properties: { role: 'clerk' } };
export const DESK: Resource = { type: 'desk', id: 'd1', properties: { team: 'acme' } };

export const PERMITTED = check('desk.open');
export const OBLIGED = check('desk.lend');
export const DENIED: Check = { ...PERMITTED, subject: { type: 'user', id: 'mal' } };

/** A check of the clerk's. */
export function check(action: string): Check {
  return { subject: CLERK, action, resource: DESK };
}
