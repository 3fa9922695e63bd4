// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.rekindle.workflows.notify;

import org.jspecify.annotations.NullMarked;
