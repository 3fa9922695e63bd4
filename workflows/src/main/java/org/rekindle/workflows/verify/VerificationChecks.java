// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.util.List;

/** Every check, in the order in which a rebuilt cluster is proven. */
public final class VerificationChecks {

    private VerificationChecks() {}

    /** Every check: machines first, then what users need, then what no user waits for. */
    static List<VerificationCheck> all() {
        return List.of(
                new NodesReady(),
                new PublicNames(),
                new PublicCertificates(),
                new HubWell(),
                new UserCell(),
                new BuildAndLaunch(),
                new ScaleUp(),
                new AlertResolved(),
                new ScaleDown());
    }

    /** Whether each hub has the key of a name by itself. */
    public static boolean isOfEachHub(String key) {
        return keys().stream().anyMatch(each -> each.name().equals(key) && each.isOfEachHub());
    }

    /** Every key below {@code verify:} in the fleet file. */
    public static List<VerificationKey> keys() {
        return all().stream().flatMap(check -> check.keys().stream()).toList();
    }
}
