// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.util.List;

/** The addresses of a cluster's ingress: the check of the public names learns them, and later checks compare with them. */
public final class IngressAddresses {

    private List<String> known = List.of();

    void learn(List<String> addresses) {
        known = List.copyOf(addresses);
    }

    /** None before they were learned. */
    List<String> known() {
        return known;
    }
}
