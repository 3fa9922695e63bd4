// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.util.List;

/**
 * Decides whether a run may change a name's records by itself. It may where the name has no address, or where all its addresses and the
 * new ones lie in the networks that the fleet file names. Everything else may belong to something that the run does not know, and is left
 * to a person.
 *
 * @param sentence what stands in the way; what is there where nothing is to be done; empty where the records are to be set
 */
record RecordChange(Verdict verdict, String sentence) {

    /** What to do. */
    enum Verdict {
        SET,
        /** Nothing: the records are right. */
        RIGHT,
        /** Nothing: a person has to look. */
        LEFT
    }

    /**
     * Decides.
     *
     * @param wanted addresses, one at least, in the form of the sighting's
     * @param within networks and addresses, as the fleet file has them
     */
    static RecordChange decide(RecordSighting seen, List<String> wanted, List<String> within) {
        if (!seen.addresses().isEmpty() && wanted.containsAll(seen.addresses())) {
            return new RecordChange(
                    Verdict.RIGHT, seen.name() + " has the address " + joined(seen.addresses()) + " already.");
        }
        if (seen.alias() != null) {
            return left(seen.name() + " is an alias (CNAME) of " + seen.alias()
                    + ", and the run replaces no alias. Change the records of " + seen.alias()
                    + ", or replace the alias.");
        }
        List<String> strange = outside(wanted, within);
        if (!strange.isEmpty()) {
            return left(seen.name() + " is not set to " + joined(strange)
                    + ", which is in no network of `within`. If it is the cluster's, add its network there.");
        }
        List<String> others = outside(seen.addresses(), within);
        if (!others.isEmpty()) {
            return left(seen.name() + " leads to " + joined(others)
                    + ", which is in no network of `within`, so it may be another's. If it is the old cluster's,"
                    + " change the record, and add its network there.");
        }
        return new RecordChange(Verdict.SET, "");
    }

    private static List<String> outside(List<String> addresses, List<String> within) {
        List<IpNetwork> networks =
                within.stream().flatMap(text -> IpNetwork.of(text).stream()).toList();
        return addresses.stream()
                .filter(address -> networks.stream().noneMatch(network -> network.contains(address)))
                .toList();
    }

    private static RecordChange left(String sentence) {
        return new RecordChange(Verdict.LEFT, sentence);
    }

    private static String joined(List<String> addresses) {
        return String.join(", ", addresses);
    }
}
