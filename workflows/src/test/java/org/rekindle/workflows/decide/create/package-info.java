// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.rekindle.workflows.decide.create;

import org.jspecify.annotations.NullMarked;
