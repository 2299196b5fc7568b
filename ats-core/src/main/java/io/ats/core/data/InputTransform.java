package io.ats.core.data;

import ai.djl.ndarray.NDArray;
import io.ats.core.ImageSpec;
import io.ats.core.Views;

/** Transforms a model's input, in training and at inference alike. */
public interface InputTransform {

  /** The identity. */
  InputTransform NONE =
      new InputTransform() {
        @Override
        public ImageSpec image(ImageSpec image) {
          return image;
        }

        @Override
        public Views apply(Views views) {
          return views;
        }

        @Override
        public boolean keepsUnitRange() {
          return true;
        }
      };

  /** Returns the sizes of transformed images. */
  ImageSpec image(ImageSpec image);

  /** Returns the transformed views. */
  Views apply(Views views);

  /** Returns whether pixels in [0,1] are in [0,1] after it. */
  boolean keepsUnitRange();

  /** Returns patches {@code (B,K,C,h,w)} as they were before, for pictures. */
  default NDArray original(NDArray patches) {
    return patches;
  }

  /** Returns this transform followed by another. */
  default InputTransform then(InputTransform next) {
    InputTransform first = this;
    return new InputTransform() {
      @Override
      public ImageSpec image(ImageSpec image) {
        return next.image(first.image(image));
      }

      @Override
      public Views apply(Views views) {
        return next.apply(first.apply(views));
      }

      @Override
      public boolean keepsUnitRange() {
        return first.keepsUnitRange() && next.keepsUnitRange();
      }

      @Override
      public NDArray original(NDArray patches) {
        return first.original(next.original(patches));
      }
    };
  }
}
