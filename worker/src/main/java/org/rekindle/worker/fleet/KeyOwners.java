// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whose each key and each passkey is. If two people had one, two approvals could be one person's. */
final class KeyOwners {

    private final Map<String, String> owners = new HashMap<>();

    /**
     * Takes a key as this person's.
     *
     * @param id the same of the same key alone
     * @param where the place of the key, for a fault
     * @return a fault when it is there already
     */
    Optional<ConfigFault> fault(String id, String person, ConfigFault where) {
        String owner = owners.putIfAbsent(id, person);
        if (owner == null) {
            return Optional.empty();
        }
        if (owner.equals(person)) {
            return Optional.of(
                    new ConfigFault(where.file(), where.line(), where.key(), "is there twice", "keep it once"));
        }
        return Optional.of(new ConfigFault(
                where.file(),
                where.line(),
                where.key(),
                "is the same key as that of `" + owner + "`, so that two approvals could be one person's",
                "give `" + person + "` a key of their own"));
    }
}
