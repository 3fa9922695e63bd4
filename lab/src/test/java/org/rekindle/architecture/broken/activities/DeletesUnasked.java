// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture.broken.activities;

import org.rekindle.workflows.api.MagnumActivities;

abstract class DeletesUnasked implements MagnumActivities {
    @Override
    public RequestOutcome requestDelete(DeleteRequest request) {
        return new RequestOutcome.Accepted(request.identity().uuid(), false, null);
    }
}
