// SPDX-License-Identifier: Apache-2.0
/** The workflows and activities as others see them: their interfaces, with the requests and answers that belong to one of them alone. */
@NullMarked
package org.rekindle.workflows.api;

import org.jspecify.annotations.NullMarked;
