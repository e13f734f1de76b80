// The codebook's choices of actors and issues, while their name is typed.

import { picks } from "./pick.js";

picks(document);
