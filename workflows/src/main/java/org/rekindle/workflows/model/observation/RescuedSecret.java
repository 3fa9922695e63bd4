// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * A Secret that was copied out of a cluster, without its values.
 *
 * @param type such as {@code Opaque} or {@code kubernetes.io/tls}
 * @param keys the names of what it holds, in order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RescuedSecret(String namespace, String name, String type, List<String> keys) {

    /** The Secret that JupyterHub's chart keeps: cookie secret, keys of the users' state, tokens of the proxy and of services. */
    public static final String HUB = "hub";

    /** The type of a certificate with its key. */
    public static final String TLS = "kubernetes.io/tls";

    /** Keeps the list as it is. */
    public RescuedSecret {
        keys = List.copyOf(keys);
    }

    /** Namespace and name, as {@code kubectl} users write them. */
    public String path() {
        return namespace + "/" + name;
    }

    /** Whether it is what a JupyterHub remembers. */
    public boolean ofHub() {
        return name.equals(HUB);
    }

    /** Whether it is a certificate with its key. */
    public boolean ofCertificate() {
        return type.equals(TLS);
    }
}
