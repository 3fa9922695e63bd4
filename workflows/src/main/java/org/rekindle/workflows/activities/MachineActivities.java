// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.MachineRenewal;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.MachineTarget;

/** The machines of a control plane, by SSH. Nothing in the cloud is touched. */
@ActivityInterface(namePrefix = "Machine.")
public interface MachineActivities {

    /** Looks at the certificates in the machine's files; changes nothing. */
    MachineSighting look(MachineTarget target);

    /**
     * Has kubeadm renew every certificate that is not an authority's, after a copy of the old ones, restarts the static
     * pods, and renews the kubelet's credentials where they have expired. What is new already is left alone, but for the
     * static pods, which are restarted whenever they may still serve what they read before.
     */
    MachineRenewal renew(MachineTarget target);
}
