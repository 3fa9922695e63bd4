// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.util.List;

/** Where the records of names are kept, and changed. What passes by itself fails the call, which is then repeated. */
interface RecordKeeper {

    /**
     * A name's records as they are at the source, and not at a copy of it.
     *
     * @throws RecordsLeft when it cannot be asked for this name
     */
    RecordSighting look(String name) throws RecordsLeft;

    /**
     * Replaces a name's A and AAAA records, if they still are as they were seen. Their time to live is kept.
     *
     * @param wanted addresses, one at least
     * @throws RecordsLeft when it does not do so for good
     */
    void replace(RecordSighting seen, List<String> wanted) throws RecordsLeft;

    /**
     * Finds out whether {@link #replace} may change a name's records, by a request that changes nothing.
     *
     * @throws RecordsLeft when it may not
     */
    void rehearse(RecordSighting seen) throws RecordsLeft;
}
