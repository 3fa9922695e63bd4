// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import org.rekindle.workflows.api.RotateCertificates;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolve;

/** The same as {@link SlowRecovery} for a rotation. */
public final class SlowRotation implements RotateCertificates {

    @Override
    public RecoveryResult rotate(RecoverRequest request) {
        return SlowRecovery.slowly(request);
    }

    @Override
    public void alert(Alert alert) {
        throw new UnsupportedOperationException("no survey sends alerts");
    }

    @Override
    public String resolve(Resolve resolve) {
        throw new UnsupportedOperationException("no survey resolves");
    }

    @Override
    public void validateResolve(Resolve resolve) {
        throw new UnsupportedOperationException("no survey resolves");
    }

    @Override
    public RecoveryView view() {
        throw new UnsupportedOperationException("no survey looks into a run");
    }
}
