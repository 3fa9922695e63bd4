// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.ConnectRequest;
import org.rekindle.workflows.model.Connection;

/** Ways into a cluster. */
@ActivityInterface(namePrefix = "Access.")
public interface AccessActivities {

    /** Makes a key and a signing request, has Magnum sign it, and keeps the kubeconfig in the secret store. */
    Connection connect(ConnectRequest request);
}
