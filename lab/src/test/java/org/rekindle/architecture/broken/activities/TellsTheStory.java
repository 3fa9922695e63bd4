// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture.broken.activities;

import org.rekindle.architecture.broken.workflows.Story;

final class TellsTheStory implements Story {
    @Override
    public void tell() {}
}
