type KeyOf<Permission> = Permission extends `${infer Noun}:${infer Verb}` ? `${Noun}_${Verb}` : never;

/** A permission's key in `permissions`, where a colon would be no part of a name. */
export const permissionKey = <P extends string>(permission: P) => permission.replace(':', '_') as KeyOf<P>;
