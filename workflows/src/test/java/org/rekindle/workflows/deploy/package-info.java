// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.rekindle.workflows.deploy;

import org.jspecify.annotations.NullMarked;
