import { TextArea } from './TextArea';

export interface AddressesFieldProps {
  label: string;
  description: string;
  /** As typed or pasted. */
  text: string;
  onChange: (text: string) => void;
  /** What was read from it. */
  addresses: readonly string[];
  /** What is wrong with the whole of it, or (`emails.2`) with one. */
  error: (field: string) => string | undefined;
}

/** Many e-mail addresses in one field; it names the one that is none. */
export function AddressesField({
  label,
  description,
  text,
  onChange,
  addresses,
  error,
}: AddressesFieldProps) {
  const wrong = addresses.findIndex((_, index) => error(`emails.${index}`));
  return (
    <TextArea
      label={label}
      description={description}
      value={text}
      onChange={onChange}
      autoComplete="off"
      spellCheck={false}
      errorMessage={
        error('emails') ??
        (wrong === -1 ? undefined : `${addresses[wrong] ?? ''}: ${error(`emails.${wrong}`) ?? ''}`)
      }
    />
  );
}
