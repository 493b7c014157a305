import { LinkGone } from './LinkGone';
import { SharedPage } from './SharedPage';

export default function LinkNotFound() {
  return (
    <SharedPage>
      <LinkGone />
    </SharedPage>
  );
}
