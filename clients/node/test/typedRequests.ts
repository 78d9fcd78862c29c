import type { Check } from '@portreeve/client';
import type { RequestOf } from '../target/generated/requests.js';

// Nothing here runs: it has been tested when it compiles.

type Action = RequestOf<'settings.update'>['action'];
const action = (properties: Action['properties']): Action => ({ name: 'settings.update', properties });

const update: RequestOf<'settings.update'> = {
  subject: { type: 'user', id: 'ana', properties: { team_roles: ['admin'] } },
  action: action({ setting: 'block_collection_exports', value: true }),
  resource: { type: 'team', id: 'acme', properties: { team: 'acme' } },
  context: { approval: { id: 'apr_1' } },
};

/** The ways to change a setting that the types know. */
export const taken: readonly (Action | Check)[] = [
  update,
  action({ setting: 'workspace_creation', value: { mode: 'specific', users: ['eve'] } }),
  action({ setting: 'workspace_creation', add: { user: 'eve' } }),
  action({ setting: 'external_packages', remove: 'npm:left-pad@1.3.0' }),
];

/** Each of them is refused by the compiler. */
export const refused: readonly Action[] = [
  // @ts-expect-error the value of another setting
  action({ setting: 'block_collection_exports', value: { mode: 'all' } }),
  // @ts-expect-error no such value
  action({ setting: 'workspace_creation', value: { mode: 'some' } }),
  // @ts-expect-error a setting without a list
  action({ setting: 'block_collection_exports', add: 'eve' }),
  // @ts-expect-error two ways at once
  action({ setting: 'workspace_creation', value: { mode: 'all' }, add: { user: 'eve' } }),
  // @ts-expect-error no change
  action({ setting: 'workspace_creation' }),
];
