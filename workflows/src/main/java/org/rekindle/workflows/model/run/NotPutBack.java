// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What was copied out of a cluster and does not stand in the new one.
 *
 * @param copy the reference of the copy in the secret store
 * @param things each as {@code Secret hub/hub}; never their values
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NotPutBack(String copy, List<String> things) {

    /** Keeps the list as it is. */
    public NotPutBack {
        things = List.copyOf(things);
    }
}
