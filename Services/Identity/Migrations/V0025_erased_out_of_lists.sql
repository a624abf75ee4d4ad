-- Nobody is looked for by the pseudonym of somebody who was erased.
update accounts a set search_text = ''
from erasures e where e.account_id = a.id and e.state = 'erased';
